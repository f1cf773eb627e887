package io.tidegate.config;

import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.config.OutputConfig.RuleFile;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the {@code quality} list of an output and has its rule files checked. */
final class QualityReader {

  private static final Key<String> RULES =
      Key.required(
          "rules",
          Types.TEXT,
          "a DQDL file: absolute, beside the conf, or in quality-rules of a directory above it or"
              + " of the class path");
  private static final Key<OnFailure> ON_FAILURE =
      Key.required(
          "on-failure",
          EnumType.of("consequence", OnFailure.class),
          "what a failed rule does; quarantine takes the rows out and publishes the others");

  static final Section SECTION =
      new Section("output.quality[]", "A rule file and what its rules do.", RULES, ON_FAILURE);

  private final FileFinder files;
  private final RuleChecker checker;
  private final Set<String> aliases;

  QualityReader(FileFinder files, RuleChecker checker, Set<String> aliases) {
    this.files = files;
    this.checker = checker;
    this.aliases = aliases;
  }

  Supplier<List<QualityConfig>> read(List<Node> nodes, Reading reading) {
    var found = new ArrayList<Supplier<QualityConfig>>();
    var names = new HashSet<String>();
    for (Node node : nodes) {
      if (BlockType.BLOCK.read(node, reading).isPresent()) {
        found.add(one(Block.open(node, SECTION, reading), names));
      }
    }
    return () -> found.stream().map(Supplier::get).toList();
  }

  private Supplier<QualityConfig> one(Block block, Set<String> names) {
    var name = block.read(RULES);
    var onFailure = block.read(ON_FAILURE);
    var file = name.flatMap(n -> find(block, n));
    name.filter(n -> !names.add(n))
        .ifPresent(n -> block.report(RULES, n + " is listed twice", "list it once"));
    if (file.isPresent() && onFailure.isPresent()) {
      check(file.get(), name.orElseThrow(), onFailure.get(), block.reading());
    }
    return () ->
        new QualityConfig(
            new RuleFile(name.orElseThrow(), file.orElseThrow().text()), onFailure.orElseThrow());
  }

  private Optional<ConfFiles.Found> find(Block block, String name) {
    return files.rules(block.at(RULES), name, block.reading());
  }

  private void check(ConfFiles.Found file, String name, OnFailure onFailure, Reading reading) {
    var problems = checker.check(new RuleFile(name, file.text()), onFailure, aliases);
    problems.forEach(p -> reading.problems().add(at(file.at(), p)));
  }

  /** The checker knows the file by its name alone; the user wants to know which one it was. */
  private static Problem at(Location file, Problem problem) {
    var place = problem.place();
    return new Problem(
        new Place(Optional.of(file.display()), place.line(), place.key()),
        problem.message(),
        problem.remedy());
  }
}
