package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RowChanges;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** And what the deletion of whole partitions and of unused files comes to. */
class DirectRetentionTest extends RetentionContract {

  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }

  /** Why nobody may call it while a run waits for its release. */
  @Tag("long")
  @Test
  void takesStagedFilesForUnused() throws IOException {
    publish("r1", "2020-03-01", output(WriteMode.APPEND, "day"), rows("2020-03-01", 0, 1));
    stage("r2", "2020-03-02", output(WriteMode.APPEND, "day"), rows("2020-03-02", 0, 1));
    assertThat(publisher().unused(path(), Duration.ofDays(7))).isZero();
    age(Path.of(path().replaceFirst("^file:/+", "/")), "r2", Duration.ofDays(8));
    assertThat(publisher().unused(path(), Duration.ofDays(7))).isPositive();
  }

  @Test
  void deletesWholePartitionsInOneCommitWithoutWriting() {
    publish("r1", D1, day(D1), rows(D1, 0, 3));
    publish("r2", D2, day(D2), rows(D2, 0, 2));
    publish("r3", D3, day(D3), rows(D3, 0, 1));
    List<String> files = dataFiles();

    Published deleted = delete("x1", "day", D1, D2).orElseThrow();

    assertThat(deleted.version()).isEqualTo(3);
    assertThat(deleted.runId()).isEqualTo("x1");
    assertThat(deleted.changes()).contains(new RowChanges(0, 0, 5));
    assertThat(table()).containsExactly("[2020-03-03,0]");
    assertThat(dataFiles()).isEqualTo(files);
    Commit commit = publisher().history(path()).get(0);
    assertThat(commit.operation()).isEqualTo("DELETE");
    assertThat(commit.note().map(CommitNote::job)).contains("daily.retain");
    assertThat(publisher().findRun(path(), "x1")).contains(deleted);

    assertThat(delete("x2", "day", D1, D2)).isEmpty();
    assertThat(version()).isEqualTo(3);
    assertThat(publisher().size(path(), 2).rows()).isEqualTo(6);
  }

  @Test
  void tellsTheFeedOfChanges() {
    var output =
        having(output(WriteMode.APPEND, "day"), Map.of("delta.enableChangeDataFeed", "true"));
    publish("r1", D1, output, rows(D1, 0, 3));
    publish("r2", D2, output, rows(D2, 0, 1));
    List<String> files = dataFiles();

    Published deleted = delete("x1", "day", D1).orElseThrow();
    assertThat(dataFiles()).isEqualTo(files);
    assertThat(
            spark
                .read()
                .format("delta")
                .option("readChangeFeed", "true")
                .option("startingVersion", deleted.version())
                .load(path())
                .where("_change_type = 'delete'")
                .count())
        .isEqualTo(3);
  }

  @Test
  void deletesNothingFromATableForAppending() {
    var output = having(output(WriteMode.APPEND, "day"), Map.of("delta.appendOnly", "true"));
    publish("r1", D1, output, rows(D1, 0, 1));
    assertThatThrownBy(() -> delete("x1", "day", D1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("only allow appends");
    assertThat(table()).hasSize(1);
  }

  @Test
  void removesWhatIsOldAndUnused() throws IOException {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    Path young = litter("young.parquet", Duration.ofDays(1));
    Path old = litter("old.parquet", Duration.ofDays(8));

    assertThat(publisher().unused(path(), WEEK)).isEqualTo(1);
    assertThat(old).exists();
    publisher().vacuum(path(), WEEK, note("x1", "output__vacuum"));
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(publisher().unused(path(), WEEK)).isZero();
    assertThat(table()).hasSize(1);
  }

  @Tag("long")
  @Test
  void keepsWhatTheTablePromises() throws IOException {
    publish(
        "r1",
        D1,
        having(day(D1), Map.of("delta.deletedFileRetentionDuration", "interval 30 days")),
        rows(D1, 0, 1));
    Path old = litter("old.parquet", Duration.ofDays(8));
    assertThatThrownBy(() -> publisher().unused(path(), WEEK))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Are you sure you would like to vacuum files with such a low");
    assertThatThrownBy(() -> publisher().vacuum(path(), WEEK, note("x1", "output__vacuum")))
        .isInstanceOf(UserException.class);
    assertThat(old).exists();
  }

  private Path litter(String name, Duration age) throws IOException {
    Path file = Path.of(path().replaceFirst("^file:/+", "/")).resolve(name);
    Files.writeString(file, "nothing");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }
}
