package io.tidegate.run;

import io.tidegate.config.Durations;
import io.tidegate.problem.Human;
import io.tidegate.run.RetainReport.Partitions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the record of a retention says: what, who and why. */
record RetainNotes(String who, String reason) {

  /** So many values are named; of more, the first and the last. */
  private static final int NAMED = 10;

  Stream<String> deleted(RetainReport found) {
    return found.partitions().stream()
        .filter(partitions -> !partitions.past().isEmpty())
        .map(
            partitions ->
                "%s past %s deleted by %s: %s; %s = %s"
                    .formatted(
                        Human.count(partitions.past().size(), "partition"),
                        Durations.shown(partitions.keep()),
                        who,
                        reason,
                        partitions.column(),
                        values(partitions)));
  }

  private static String values(Partitions partitions) {
    List<String> values = partitions.pastValues();
    return values.size() > NAMED
        ? values.get(0) + " .. " + values.get(values.size() - 1)
        : String.join(", ", values);
  }

  Stream<String> vacuumed(RetainReport found, Optional<RuntimeException> failure) {
    if (failure.isPresent()) {
      return Stream.of("unused files could not be removed: " + failure.get().getMessage());
    }
    return found.vacuum().stream()
        .filter(vacuum -> found.vacuums())
        .map(
            vacuum ->
                "%s unused for %s removed by %s: %s"
                    .formatted(
                        Human.count(vacuum.files(), "file"),
                        Durations.shown(vacuum.keep()),
                        who,
                        reason));
  }
}
