package io.tidegate.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes and reads the JSON documents of runs. Each says at its top which format it has and which
 * entry it is.
 */
final class LedgerEntries {

  /** Goes up when a reader of the number before would misunderstand a document. */
  private static final int FORMAT = 1;

  private final LedgerFiles files;

  LedgerEntries(LedgerFiles files) {
    this.files = files;
  }

  /** One line, so that Spark SQL reads many of them as one table. */
  String text(Entry.Kind kind, Object value) {
    ObjectNode document = LedgerJson.mapper().createObjectNode();
    document.put("format", FORMAT);
    document.put("entry", kind.name().toLowerCase(Locale.ROOT));
    document.setAll(LedgerJson.mapper().<ObjectNode>valueToTree(value));
    return LedgerJson.write(document) + "\n";
  }

  /** Opens every file of the run. A damaged one is a problem in the view. */
  RunView view(EntryFiles run) {
    var problems = new ArrayList<Problem>();
    var start = all(run, Entry.Kind.STARTED, RunStart.class, problems);
    var record = all(run, Entry.Kind.CLOSED, RunRecord.class, problems);
    var interventions = all(run, Entry.Kind.INTERVENED, Intervention.class, problems);
    return new RunView(
        run.runId(),
        run.job(),
        run.logicalDate(),
        run.status().orElseGet(() -> status(record, interventions)),
        start.stream().findFirst(),
        record.stream().findFirst(),
        all(run, Entry.Kind.WARNED, RunView.Warning.class, problems),
        interventions,
        List.copyOf(problems));
  }

  /** Opens the closing entry alone. */
  Optional<RunRecord> record(EntryFiles run, List<Problem> problems) {
    return all(run, Entry.Kind.CLOSED, RunRecord.class, problems).stream().findFirst();
  }

  private static RunStatus status(List<RunRecord> record, List<Intervention> interventions) {
    if (!interventions.isEmpty()) {
      return interventions.get(interventions.size() - 1).status();
    }
    return record.isEmpty() ? RunStatus.STARTED : record.get(0).status();
  }

  private <T> List<T> all(EntryFiles run, Entry.Kind kind, Class<T> type, List<Problem> problems) {
    return run.of(kind).stream()
        .flatMap(entry -> read(run.path(entry), type, problems).stream())
        .toList();
  }

  private <T> Optional<T> read(String path, Class<T> type, List<Problem> problems) {
    try {
      var document = LedgerJson.read(files.read(path), JsonNode.class);
      int format = document.path("format").asInt(FORMAT);
      if (format <= FORMAT && document.isObject()) {
        return Optional.of(LedgerJson.mapper().treeToValue(document, type));
      }
      problems.add(format > FORMAT ? newer(path, format) : damaged(path, "no JSON object"));
    } catch (JsonProcessingException e) {
      problems.add(damaged(path, e.getOriginalMessage()));
    }
    return Optional.empty();
  }

  private Problem damaged(String path, String why) {
    return Problem.at(place(path), "is damaged: " + why);
  }

  private Problem newer(String path, int format) {
    return Problem.at(
        place(path),
        "has format " + format + ", and this version reads up to " + FORMAT,
        "use the version that wrote it");
  }

  private Place place(String path) {
    return new Place(Optional.of(files.locate(path)), OptionalInt.empty(), Optional.empty());
  }
}
