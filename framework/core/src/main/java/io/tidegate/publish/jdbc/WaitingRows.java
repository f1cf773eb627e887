package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import io.tidegate.problem.UserException;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.StagedOutput;
import java.sql.SQLException;

/**
 * The rows of a staging table, as the run that staged them left them or not at all: a crash of the
 * database empties a table that is not in its log.
 */
record WaitingRows(Place place, StagedOutput staged, TableName stage) {

  static WaitingRows of(Place place, StagedOutput staged) {
    return new WaitingRows(place, staged, Stager.stage(place, StagedLoad.of(staged)));
  }

  /** From now on a crash leaves them. */
  boolean keep(Statements sql) throws SQLException {
    require(sql);
    place.loading().keep(sql.connection(), stage);
    return true;
  }

  /**
   * @throws UserException when their table is gone
   * @throws ConflictException when some of them are
   */
  void require(Statements sql) throws SQLException {
    if (!place.exists(sql, stage)) {
      throw new UserException(
          "the rows that run %s staged for %s are gone".formatted(staged.runId(), staged.path()),
          "run the job again for " + staged.logicalDate());
    }
    long found = sql.number("SELECT count(*) FROM " + place.sql(stage));
    if (found != staged.rows()) {
      throw new ConflictException(
          "of the %d rows that run %s staged for %s the database has %d: a crash or a failover of it takes rows that wait for their commit; run %s again for %s"
              .formatted(
                  staged.rows(),
                  staged.runId(),
                  staged.path(),
                  found,
                  staged.job(),
                  staged.logicalDate()));
    }
  }
}
