package io.tidegate.publish.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.WriteMode;
import io.tidegate.jdbc.PostgresServer;
import io.tidegate.publish.ConflictException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is left of staged rows when one of the database's processes is killed. */
class DatabaseCrashTest extends DatabaseFixture {

  private final PostgresServer.TestDatabase server = PostgresServer.database();

  @Override
  TestDatabase database(Path folder) {
    return PostgresContractTest.of(server);
  }

  private String kept() {
    return database
        .rows("SELECT relpersistence FROM pg_class WHERE relname LIKE 'tidegate_stage%'")
        .get(0);
  }

  @Test
  void rowsThatWaitForTheCommitOfTheirRunAreNotCommittedInPart() {
    publish("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 2));
    var staged = stage("r2", D2, output(WriteMode.OVERWRITE), rows(D2, 0, 12));
    assertThat(kept()).isEqualTo("u");
    server.crash();
    String gone =
        "of the 12 rows that run r2 staged for "
            + path()
            + " the database has 0: a crash or a failover of it takes rows that wait for their commit; run daily again for 2020-03-02";
    assertThatThrownBy(() -> commit(throughJson(staged)))
        .isInstanceOf(ConflictException.class)
        .hasMessage(gone);
    assertThatThrownBy(() -> publisher().keep(staged))
        .isInstanceOf(ConflictException.class)
        .hasMessage(gone);
    assertThat(table()).containsExactly("2020-03-01|0", "2020-03-01|1");
    publisher().discard(staged);
    assertThat(stages()).isEmpty();
  }

  @Test
  void rowsThatAreKeptForAPersonStay() {
    var staged = stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 12));
    publisher().keep(staged);
    assertThat(kept()).isEqualTo("p");
    server.crash();
    assertThat(texts(publisher().read(throughJson(staged)))).hasSize(12);
    assertThat(commit(throughJson(staged)).version()).isEqualTo(1);
    assertThat(table()).hasSize(12);
  }
}
