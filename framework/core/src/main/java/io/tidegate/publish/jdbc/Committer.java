package io.tidegate.publish.jdbc;

import io.tidegate.config.WriteMode;
import io.tidegate.jdbc.SqlFailures;
import io.tidegate.jdbc.Statements;
import io.tidegate.ledger.RowChanges;
import io.tidegate.problem.TransientException;
import io.tidegate.publish.BrokenConstraintException;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.Published;
import io.tidegate.publish.StagedOutput;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Loads staged rows: everything that readers see, and the note of it, in one transaction. */
record Committer(Place place, StagedOutput staged, StagedLoad load) {

  Published commit(CommitNote note, Instant now) {
    new Loads(place).prepare();
    try {
      return Statements.transaction(
          place.database(),
          "loading " + place.table(),
          sql -> {
            try {
              return commit(sql, note, now.truncatedTo(ChronoUnit.MICROS));
            } catch (SQLException failure) {
              throw explained(failure);
            }
          });
    } catch (ConflictException lost) {
      throw lost;
    } catch (TransientException broken) {
      return afterFailure(broken);
    }
  }

  /** A connection that breaks at the commit does not tell whether the database made it. */
  private Published afterFailure(TransientException broken) {
    try {
      return Statements.transaction(
              place.database(),
              "looking whether " + place.table() + " was loaded",
              sql -> own(new Loads(place).all(sql)))
          .orElseThrow(() -> broken)
          .published();
    } catch (RuntimeException e) {
      if (e != broken) {
        broken.addSuppressed(e);
      }
      throw broken;
    }
  }

  private Optional<Load> own(List<Load> loads) {
    return loads.stream().filter(each -> each.note().is(staged.runId(), staged.key())).findFirst();
  }

  private Published commit(Statements sql, CommitNote note, Instant now) throws SQLException {
    place.loading().lock(sql.connection(), place.table());
    var loads = new Loads(place);
    List<Load> before = loads.all(sql);
    var present = new Shape(place.loading().columns(sql.connection(), place.table()));
    Optional<Load> own = own(before);
    if (own.isPresent()) {
      Stager.drop(sql, place, load);
      return own.get().published();
    }
    new WaitingRows(place, staged, Stager.stage(place, load)).require(sql);
    boolean exists = !present.columns().isEmpty();
    new Conflicts(place, staged, load, exists ? before : List.of(), present).check();
    RowChanges changes = write(sql, present);
    if (!exists) {
      loads.forget(sql);
    }
    var done =
        new Load(
            before.stream().mapToLong(Load::version).findFirst().orElse(0) + 1,
            staged.write().name(),
            load.replaced(),
            changes,
            now,
            note);
    loads.add(sql, done);
    Stager.drop(sql, place, load);
    return done.published();
  }

  private RowChanges write(Statements sql, Shape present) throws SQLException {
    var writes = new RowWrites(sql, place, staged, load);
    var ddl = new TableDdl(sql, place, load, staged.write());
    if (present.columns().isEmpty()) {
      ddl.create();
      return writes.write(0);
    }
    if (staged.write() != WriteMode.APPEND) {
      place.loading().lockRows(sql.connection(), place.table());
    }
    long cleared = writes.clear();
    ddl.evolve(present);
    return writes.write(cleared);
  }

  /** What the transaction's own statements met; nothing of it is loaded. */
  private RuntimeException explained(SQLException failure) throws SQLException {
    if (place.loading().isConflict(failure)) {
      return new ConflictException(
          "loading %s of run %s lost a race: %s"
              .formatted(place.table(), staged.runId(), failure.getMessage()),
          failure);
    }
    Optional<String> constraint = place.loading().constraint(failure);
    if (constraint.isEmpty()) {
      throw failure;
    }
    var broken =
        new BrokenConstraintException(
            "constraint." + constraint.get(),
            "rows that keep the constraint %s of %s".formatted(constraint.get(), place.table()),
            SqlFailures.said(failure),
            "nothing is loaded; leave such rows out in the transform, or change the table");
    broken.initCause(failure);
    return broken;
  }
}
