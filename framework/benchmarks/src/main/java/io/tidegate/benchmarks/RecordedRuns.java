package io.tidegate.benchmarks;

import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunIds;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Runs that never ran, in ledgers to be measured. */
final class RecordedRuns {

  private RecordedRuns() {}

  /** A version of a table that a run read or wrote. */
  record Table(String name, String path, long version) {}

  /** The ledger in this folder; filled once. */
  static Path ledger(Path folder, Consumer<Ledger> fill) {
    Path done = folder.resolveSibling(folder.getFileName() + ".done");
    if (!Files.exists(done)) {
      fill.accept(Ledger.open(folder.toString()));
      try {
        Files.writeString(done, "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  /** A run at five in the morning (UTC) that published. */
  static void write(Ledger ledger, String job, LocalDate day, List<Table> inputs, Table output) {
    Instant at = day.atTime(5, 0).toInstant(ZoneOffset.UTC);
    var start =
        new RunStart(
            new RunIds(Clock.fixed(at, ZoneOffset.UTC)).next(),
            job,
            "benchmarks",
            LogicalDate.parse(day.toString()),
            at,
            new Program("1.0", "0123456", false),
            "rules",
            "conf",
            "bench",
            RunProcess.current(Optional.empty()));
    ledger.started(start);
    ledger.closed(
        new RunRecord(
            start,
            RunStatus.PUBLISHED,
            at.plus(Duration.ofMinutes(5)),
            Verdict.PASS,
            inputs.stream().map(input -> input(input, at)).toList(),
            List.of(output(output)),
            List.of(),
            Map.of("stage", Duration.ofMinutes(4)),
            Optional.empty(),
            List.of()));
  }

  private static InputRecord input(Table table, Instant at) {
    var version =
        new InputVersion(
            table.name(),
            table.path(),
            "delta",
            OptionalLong.of(table.version()),
            List.of(),
            at,
            10_000);
    return new InputRecord(version, OptionalLong.of(1000), OptionalLong.empty(), Optional.empty());
  }

  private static OutputRecord output(Table table) {
    return new OutputRecord(
        "output",
        table.name(),
        table.path(),
        OptionalLong.of(table.version()),
        1000,
        10_000,
        new Measures(Map.of("rows", 1000.0)),
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new RunRecord.Write(table.path(), WriteMode.REPLACE_PARTITION, false, Map.of())),
        Optional.empty());
  }
}
