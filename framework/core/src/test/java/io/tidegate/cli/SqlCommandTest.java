package io.tidegate.cli;

import static io.tidegate.config.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.provenance.Story;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {

  private final SparkSession session = TestSpark.session();

  @TempDir private Path folder;

  @BeforeEach
  void twoRuns() {
    var story = new Story(Ledger.open(folder.toString()));
    story.run("extract", "2026-03-01").writes("raw.orders", "file:/o", 0, APPEND).published();
    story.run("extract", "2026-03-02").writes("raw.orders", "file:/o", 1, APPEND).published();
  }

  @Test
  void answersInATable() {
    assertThat(session.sparkContext().isStopped()).isFalse();
    assertThat(call("select logical_date, version from outputs order by 1").outLines())
        .containsExactly(
            "+------------+-------+",
            "|logical_date|version|",
            "+------------+-------+",
            "|2026-03-01  |0      |",
            "|2026-03-02  |1      |",
            "+------------+-------+");
  }

  @Test
  void answersInJson() {
    assertThat(
            call("select job, version from outputs order by 2", "--json", "--rows", "1").outLines())
        .isEqualTo(List.of("{\"job\":\"extract\",\"version\":0}"));
  }

  @Test
  void mistakes() {
    assertThat(call("drop table runs"))
        .isEqualTo(Cli.mistake("only queries are answered (begin with select, or with)"));
    assertThat(call("insert into runs values (1)"))
        .isEqualTo(Cli.mistake("only queries are answered (begin with select, or with)"));
    assertThat(call("select nothing from runs").err())
        .startsWith(
            "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name"
                + " `nothing` cannot be resolved.")
        .doesNotContain("\tat ");
    assertThat(call("selec 1").code()).isEqualTo(2);
    assertThat(call("select 1", "--rows", "0")).isEqualTo(Cli.mistake("--rows: 0 is less than 1"));
  }

  private Cli.Shown call(String query, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "sql";
    args[1] = query;
    args[2] = "--ledger";
    args[3] = folder.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return Cli.call(args);
  }
}
