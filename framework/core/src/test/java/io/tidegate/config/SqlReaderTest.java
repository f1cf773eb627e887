package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.tidegate.config.SqlScript.Statement;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlReaderTest {

  private static final Settings SETTINGS =
      new Settings(ConfigFactory.parseString("min-total = 5, shop { name = a }"));

  private final List<String> problems = new ArrayList<>();

  @Test
  void viewsAndTheQueryAtTheEnd() {
    SqlScript script =
        read(
            """
            -- What was paid.
            CREATE OR REPLACE TEMP VIEW paid AS
              SELECT * FROM orders /* all of them */ WHERE state = 'paid; or not';

            create temporary view `by day` as select day from paid;
            SELECT day, count(*) AS n FROM paid GROUP BY day
            """);

    assertThat(problems).isEmpty();
    assertThat(script.statements())
        .containsExactly(
            new Statement(
                3,
                Optional.of("paid"),
                "SELECT * FROM orders   WHERE state = 'paid; or not'",
                Map.of()),
            new Statement(5, Optional.of("by day"), "select day from paid", Map.of()),
            new Statement(
                6, Optional.empty(), "SELECT day, count(*) AS n FROM paid GROUP BY day", Map.of()));
  }

  @Test
  void parametersAreMarkedNotPasted() {
    SqlScript script =
        read("SELECT ${logical-date} AS day, '${no}' FROM o WHERE t > ${settings.min-total}");

    assertThat(problems).isEmpty();
    assertThat(script.statements())
        .containsExactly(
            new Statement(
                1,
                Optional.empty(),
                "SELECT :p1 AS day, '${no}' FROM o WHERE t > :p2",
                Map.of("p1", "logical-date", "p2", "settings.min-total")));
  }

  @Test
  void quotesAndCommentsHideWhatIsInThem() {
    SqlScript script =
        read("SELECT 'it''s; \\\\', \"a\\\";--\", `b;``c` -- d; '\n/* e; /* f */ ' */ FROM o;\n\n");

    assertThat(problems).isEmpty();
    assertThat(script.statements())
        .extracting(Statement::query)
        .containsExactly("SELECT 'it''s; \\\\', \"a\\\";--\", `b;``c`  \n  FROM o");
  }

  @Test
  void hintsStay() {
    assertThat(read("SELECT /*+ BROADCAST(o) */ 1 FROM o").statements().get(0).query())
        .isEqualTo("SELECT /*+ BROADCAST(o) */ 1 FROM o");
  }

  @Test
  void allMistakesAtOnce() {
    read(
        """
        INSERT INTO t SELECT 1;
        CREATE VIEW v AS SELECT 1;
        SELECT 1;
        SELECT ${logical-dat}, ${settings.max}, '${run-id}', ${
        FROM o
        """);

    assertThat(problems)
        .containsExactly(
            "job.sql:4: has ${run-id} inside quotes, where it is plain text (take the quotes away:"
                + " a parameter is a value, not text)",
            "job.sql:4: has ${ without a } (write ${logical-date})",
            "job.sql:1: is no query: INSERT INTO t SELECT 1 (a script has temporary views and one"
                + " query at its end; Tidegate writes its rows)",
            "job.sql:2: is no query: CREATE VIEW v AS SELECT 1 (of what can be made only CREATE"
                + " TEMP VIEW ... AS is the run's own)",
            "job.sql:3: the rows of this query go nowhere (make it a temporary view, or the last"
                + " statement)",
            "job.sql:4: there is no parameter ${logical-dat} (did you mean logical-date?)",
            "job.sql:4: there is no parameter ${settings.max} (a value of the block settings is"
                + " ${settings.NAME})");
  }

  @Test
  void whatIsOpenIsSaid() {
    read("SELECT 'a\nFROM o");
    read("SELECT 1 /* a /* b */\nFROM o");

    assertThat(problems)
        .containsExactly(
            "job.sql:1: the quote ' is not closed (close it)",
            "job.sql:1: the comment is not closed (write */ where it ends)");
  }

  @Test
  void everyOutputIsMade() {
    read("");
    read("CREATE TEMP VIEW a AS SELECT 1");
    read("CREATE TEMP VIEW Orders AS SELECT 1;\nSELECT 1", "orders", "lines");
    read(
        "CREATE TEMP VIEW orders AS SELECT 1; CREATE TEMP VIEW lines AS SELECT 2",
        "orders",
        "lines");

    assertThat(problems)
        .containsExactly(
            "job.sql:1: has no query at its end (the rows of the last query are the output)",
            "job.sql:1: has no query at its end (the rows of the last query are the output)",
            "job.sql:2: the rows of the last query go nowhere: the conf has several outputs (make a"
                + " temporary view for each, with the output's name)",
            "job.sql:2: makes no view lines (the conf has such an output)");
  }

  private SqlScript read(String text, String... outputs) {
    Set<String> keys = outputs.length == 0 ? Set.of("output") : Set.of(outputs);
    return new SqlReader(
            Location.of("job.sql"), SETTINGS, (Problem problem) -> problems.add(problem.toString()))
        .read(text, keys);
  }
}
