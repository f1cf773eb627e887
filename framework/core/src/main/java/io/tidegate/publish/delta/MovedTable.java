package io.tidegate.publish.delta;

import static java.util.stream.Collectors.toSet;

import io.tidegate.publish.ConflictException;
import io.tidegate.publish.StagedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;

/**
 * A table whose metadata is not what the rows were staged for: another run created it, or added a
 * column, or set a property. Delta's conflict checker refuses any such commit. The rows can go
 * there all the same when the table takes their files as it takes its own older ones, and when what
 * they replace is as it was.
 */
record MovedTable(TableLog table, StagedOutput staged, Snapshot now) {

  /**
   * The staged actions, with those that change the metadata as the table still needs them.
   *
   * @throws ConflictException when the table cannot take the files
   */
  Manifest join(Manifest manifest) {
    Optional<Snapshot> base =
        staged.baseVersion() < 0 ? Optional.empty() : Optional.of(table.base(staged.baseVersion()));
    requireSame(
        first(manifest, Protocol.class).or(() -> base.map(Snapshot::protocol)).orElseThrow());
    Optional<Metadata> before = base.map(Snapshot::metadata);
    var moved =
        new MovedMetadata(
            before, first(manifest, Metadata.class).or(() -> before).orElseThrow(), now.metadata());
    refuse(moved.obstacle());
    List<Action> actions = new ArrayList<>(manifest.actions());
    actions.removeIf(action -> action instanceof Metadata || action instanceof Protocol);
    moved.change().ifPresent(actions::add);
    return new Manifest(manifest.predicate(), List.copyOf(actions));
  }

  private static <T extends Action> Optional<T> first(Manifest manifest, Class<T> kind) {
    return manifest.all(kind).stream().findFirst();
  }

  private void requireSame(Protocol wanted) {
    if (!wanted.equals(now.protocol())) {
      refuse(
          Optional.of(
              "the table's protocol is %s now and was %s"
                  .formatted(now.protocol().simpleString(), wanted.simpleString())));
    }
  }

  /**
   * @param before the files that the write replaces, as they were when it was staged
   * @param present the same, as they are
   * @throws ConflictException when they are not the same
   */
  void requireSame(List<AddFile> before, List<AddFile> present) {
    if (!identities(before).equals(identities(present))) {
      refuse(
          Optional.of(
              staged.baseVersion() < 0
                  ? "the table was created since, and holds what they replace"
                  : "what they replace has changed"));
    }
  }

  private static Set<String> identities(List<AddFile> files) {
    return files.stream()
        .map(file -> file.path() + " " + file.getDeletionVectorUniqueId())
        .collect(toSet());
  }

  private void refuse(Optional<String> reason) {
    if (reason.isPresent()) {
      throw ConflictException.changed(
          staged, new CommitHistory(table).since(staged.baseVersion()), reason.get());
    }
  }
}
