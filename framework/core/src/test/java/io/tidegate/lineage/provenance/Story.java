package io.tidegate.lineage.provenance;

import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs for a ledger, told one after the other; each starts a minute after the one before. */
public final class Story {

  private static final Instant BEGIN = Instant.parse("2026-03-01T06:00:00Z");

  private final Ledger ledger;
  private int told;

  public Story(Ledger ledger) {
    this.ledger = ledger;
  }

  public Chapter run(String job, String date) {
    return new Chapter(job, date);
  }

  /** One run. */
  public final class Chapter {

    private final String job;
    private final String date;
    private final String runId;
    private final List<InputRecord> inputs = new ArrayList<>();
    private final List<OutputRecord> outputs = new ArrayList<>();
    private final Map<String, List<Source>> columns = new LinkedHashMap<>();
    private final List<Source> rows = new ArrayList<>();
    private Program program = new Program("1.2.0", "3f9a1c2d", false);
    private long seconds = 30;

    private Chapter(String job, String date) {
      this.job = job;
      this.date = date;
      this.runId = Runs.id(BEGIN.plus(Duration.ofMinutes(told++)).toString());
    }

    public Chapter by(Program build) {
      program = build;
      return this;
    }

    public Chapter taking(long time) {
      seconds = time;
      return this;
    }

    public Chapter reads(String input, String path, long version) {
      return reads(input, path, OptionalLong.of(version), List.of());
    }

    public Chapter readsFile(String input, String folder, String file) {
      return reads(
          input,
          folder,
          OptionalLong.empty(),
          List.of(new InputVersion.File(folder + "/" + file, 2048, BEGIN)));
    }

    private Chapter reads(
        String input, String path, OptionalLong version, List<InputVersion.File> files) {
      inputs.add(
          new InputRecord(
              new InputVersion(
                  input, path, files.isEmpty() ? "delta" : "csv", version, files, BEGIN, 2048),
              OptionalLong.of(10),
              OptionalLong.empty(),
              Optional.empty()));
      return this;
    }

    /** The output's column and what flows into it: {@code orders.price}. */
    public Chapter column(String column, String... sources) {
      columns.put(column, sources(Kind.TRANSFORMATION, sources));
      return this;
    }

    /** What decides which rows there are. */
    public Chapter filter(String... sources) {
      rows.addAll(sources(Kind.FILTER, sources));
      return this;
    }

    private static List<Source> sources(Kind kind, String... sources) {
      return Arrays.stream(sources)
          .map(source -> source.split("\\.", 2))
          .map(parts -> new Source(parts[0], parts[1], kind, false))
          .toList();
    }

    public Chapter writes(String dataset, String path, long version, WriteMode mode) {
      return writes(dataset, path, OptionalLong.of(version), mode);
    }

    public Chapter stages(String dataset, String path, WriteMode mode) {
      return writes(dataset, path, OptionalLong.empty(), mode);
    }

    private Chapter writes(String dataset, String path, OptionalLong version, WriteMode mode) {
      Optional<String> lineage =
          columns.isEmpty() && rows.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  ledger
                      .shared()
                      .add(
                          job,
                          LedgerJson.write(
                              new ColumnLineage(
                                  Map.copyOf(columns), List.copyOf(rows), List.of(), List.of()))));
      columns.clear();
      rows.clear();
      outputs.add(
          new OutputRecord(
              "output" + outputs.size(),
              dataset,
              path,
              version,
              100,
              4096,
              Measures.NONE,
              0,
              OptionalLong.empty(),
              Optional.empty(),
              Map.of(),
              lineage,
              Optional.empty(),
              Optional.of(new RunRecord.Write(path, mode, false, Map.of())),
              Optional.empty()));
      return this;
    }

    /**
     * @return the run's id
     */
    public String published() {
      return ended(RunStatus.PUBLISHED);
    }

    public String ended(RunStatus status) {
      RunStart start = Runs.start(job, runId, date, program);
      ledger.closed(
          new RunRecord(
              start,
              status,
              start.started().plusSeconds(seconds),
              Verdict.PASS,
              inputs,
              outputs,
              List.of(),
              Map.of(),
              Optional.empty(),
              List.of()));
      return runId;
    }
  }
}
