package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run whose rows readers see, or saw, as provenance needs it: which versions went in, which came
 * out. Everything else is in the run's record.
 *
 * @param program as {@link Program#toString} has it
 * @param at when the ledger knew that it was published: its end, or its release; to the millisecond
 */
public record Flow(
    String runId,
    String job,
    String owner,
    LogicalDate logicalDate,
    String program,
    Instant at,
    List<Read> reads,
    List<Write> writes) {

  /**
   * @param input the key in the conf
   * @param path a full URI
   * @param version the table's; empty for files
   */
  public record Read(String input, String path, OptionalLong version) {

    /** The same, of this version. */
    public Read at(OptionalLong version) {
      return new Read(input, path, version);
    }
  }

  /**
   * @param output the key in the conf
   * @param dataset its name
   * @param path a full URI; in records of early versions the conf's own path
   * @param version empty for an output that was overtaken and never published
   * @param mode what the version replaced; empty in records of early versions
   * @param lineage the fingerprint of the {@link ColumnLineage}
   */
  public record Write(
      String output,
      String dataset,
      String path,
      OptionalLong version,
      Optional<WriteMode> mode,
      Optional<String> lineage) {

    Write at(OptionalLong version) {
      return new Write(output, dataset, path, version, mode, lineage);
    }
  }

  /** The names of the datasets that the runs wrote, by their paths; of a path's names the last. */
  static SortedMap<String, String> made(List<Flow> flows) {
    var made = new TreeMap<String, String>();
    flows.forEach(flow -> flow.writes().forEach(write -> made.put(write.path(), write.dataset())));
    return made;
  }

  /** Empty for a run that published nothing. */
  public static Optional<Flow> of(RunView run) {
    return run.record().filter(record -> run.isCommitted()).map(record -> of(run, record));
  }

  private static Flow of(RunView run, RunRecord record) {
    RunStart start = record.start();
    var last =
        run.interventions().stream()
            .filter(intervention -> !intervention.versions().isEmpty())
            .reduce((first, second) -> second);
    Map<String, Long> released = run.laterVersions();
    return new Flow(
        start.runId(),
        start.job(),
        start.owner(),
        start.logicalDate(),
        start.program().toString(),
        last.map(Intervention::at).orElse(record.ended()).truncatedTo(ChronoUnit.MILLIS),
        record.inputs().stream().map(Flow::read).toList(),
        record.outputs().stream().map(output -> write(output, released)).toList());
  }

  private static Read read(InputRecord input) {
    InputVersion version = input.version();
    return new Read(version.name(), version.path(), version.deltaVersion());
  }

  private static Write write(OutputRecord output, Map<String, Long> released) {
    Long version = released.get(output.dataset());
    return new Write(
        output.key(),
        output.dataset(),
        output.write().map(RunRecord.Write::location).orElse(output.path()),
        version == null ? output.version() : OptionalLong.of(version),
        output.write().map(RunRecord.Write::mode),
        output.lineage());
  }
}
