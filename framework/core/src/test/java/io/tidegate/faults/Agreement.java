package io.tidegate.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunView;
import io.tidegate.publish.CommitNote;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a site's tables, their log and the ledger say the same. Read as files, without Delta. */
record Agreement(Site site) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An output of a run as a version of a table. */
  private record Publish(String table, String runId, long version) {}

  /** What is wrong, a line each: a publish of which only one side knows, or that is there twice. */
  List<String> disagreements() throws IOException {
    List<Publish> committed = committed();
    List<Publish> recorded = recorded();
    var wrong = new ArrayList<String>();
    committed.stream()
        .filter(publish -> !recorded.contains(publish))
        .forEach(publish -> wrong.add("committed and not recorded: " + publish));
    recorded.stream()
        .filter(publish -> !committed.contains(publish))
        .forEach(publish -> wrong.add("recorded and not committed: " + publish));
    site.ledger().history(Site.JOB, Integer.MAX_VALUE).stream()
        .filter(run -> run.isPublished() && publishes(run).findAny().isEmpty())
        .forEach(run -> wrong.add("recorded as published, without a version: " + run.runId()));
    var runs = new HashSet<String>();
    committed.stream()
        .filter(publish -> !runs.add(publish.table() + publish.runId()))
        .forEach(publish -> wrong.add("committed twice: " + publish));
    return wrong;
  }

  /** What nobody needs and nobody would remove, a line each; after a repair there is none. */
  List<String> litter() throws IOException {
    var litter = new ArrayList<String>();
    site.ledger().openRuns(Site.JOB).forEach(run -> litter.add("open run " + run.runId()));
    site.ledger().kept().runs(Site.JOB).forEach(run -> litter.add("kept document of " + run));
    for (Path file : Site.files(site.warehouse())) {
      if (isLitter(file)) {
        litter.add("file " + site.warehouse().relativize(file));
      }
    }
    return litter;
  }

  private boolean isLitter(Path file) throws IOException {
    String path = site.warehouse().relativize(file).toString();
    // A ledger entry that was being written, and Delta's own in its log, are small and hidden.
    if (path.startsWith("ledger/") || path.contains("/_delta_log/")) {
      return false;
    }
    return !isForVacuum(path) && !named().contains(file);
  }

  /**
   * A file of the staged strategy's copy into the table, or of a merge: Delta writes it and commits
   * at once, its name says nothing of the run, and VACUUM removes it.
   */
  private boolean isForVacuum(String path) {
    return (site.scenario().strategy().equals("staged") || site.scenario() == Scenario.MERGE)
        && site.scenario().tables().stream().anyMatch(table -> path.startsWith(table + "/"));
  }

  /** The data files that the tables' logs have ever named. */
  private Set<Path> named() throws IOException {
    var named = new HashSet<Path>();
    for (String table : site.scenario().tables()) {
      for (Commit commit : commits(table)) {
        for (JsonNode action : commit.actions()) {
          for (String kind : List.of("add", "remove", "cdc")) {
            Optional.ofNullable(action.get(kind))
                .map(file -> URI.create(file.get("path").asText()).getPath())
                .ifPresent(path -> named.add(site.table(table).resolve(path)));
          }
        }
      }
    }
    return named;
  }

  private List<Publish> committed() throws IOException {
    var committed = new ArrayList<Publish>();
    for (String table : site.scenario().tables()) {
      for (Commit commit : commits(table)) {
        commit
            .note()
            .map(note -> new Publish(table, note.runId(), commit.version()))
            .ifPresent(committed::add);
      }
    }
    return committed;
  }

  private record Commit(long version, List<JsonNode> actions) {

    Optional<CommitNote> note() {
      return actions.stream()
          .flatMap(action -> Optional.ofNullable(action.get("commitInfo")).stream())
          .flatMap(info -> Optional.ofNullable(info.get("userMetadata")).stream())
          .flatMap(text -> CommitNote.parse(text.asText()).stream())
          .findFirst();
    }
  }

  private List<Commit> commits(String table) throws IOException {
    var commits = new ArrayList<Commit>();
    for (Path file : Site.files(site.table(table).resolve("_delta_log"))) {
      String name = file.getFileName().toString();
      if (name.matches("\\d{20}\\.json")) {
        var actions = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(file)) {
          actions.add(JSON.readTree(line));
        }
        commits.add(new Commit(Long.parseLong(name.substring(0, 20)), actions));
      }
    }
    return commits;
  }

  private List<Publish> recorded() {
    return site.ledger().history(Site.JOB, Integer.MAX_VALUE).stream()
        .filter(RunView::isPublished)
        .flatMap(Agreement::publishes)
        .toList();
  }

  private static Stream<Publish> publishes(RunView run) {
    return Stream.concat(
            run.record().orElseThrow().outputs().stream().flatMap(one -> publishes(run, one)),
            run.interventions().stream()
                .flatMap(one -> one.versions().entrySet().stream())
                .map(one -> new Publish(table(one.getKey()), run.runId(), one.getValue())))
        .distinct();
  }

  private static Stream<Publish> publishes(RunView run, OutputRecord output) {
    String table = output.path().substring(output.path().lastIndexOf('/') + 1);
    return Stream.concat(
        output.version().stream().mapToObj(v -> new Publish(table, run.runId(), v)),
        output.quarantineVersion().stream()
            .mapToObj(v -> new Publish(table + "__quarantine", run.runId(), v)));
  }

  /** The datasets are named after their tables' directories. */
  private static String table(String dataset) {
    return dataset.substring(dataset.lastIndexOf('.') + 1);
  }
}
