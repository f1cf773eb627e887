package io.tidegate.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads the whole conf of a job. */
final class JobReader {

  private static final Key<String> WAREHOUSE =
      Key.optional("warehouse", Types.TEXT, "the root of the tables, for `${warehouse}`");
  private static final Key<Node> VARS =
      Key.block("vars", "values for substitution: `vars.data` is `${data}`");
  private static final Key<Node> JOB = Key.block("job", "what the job is");
  private static final Key<Node> LEDGER = Key.block("ledger", "where runs are recorded");
  private static final Key<Map<String, String>> SPARK =
      Key.optional(
          "spark", Types.PROPERTIES, "Spark properties for a session that Tidegate creates");
  private static final Key<Node> INPUTS =
      Key.block("inputs", "what the job reads, by the name that its code uses");
  private static final Key<Node> REFERENCES =
      Key.block("references", "what only the rules read, by alias; the same block as an input");
  private static final Key<Settings> SETTINGS =
      Key.optional("settings", new SettingsType(), "the job's own settings, which its code reads");

  private static final Key<String> NAME =
      Key.required("name", Types.NAME, "the job's name in the ledger; keep it stable");
  private static final Key<String> OWNER =
      Key.required("owner", Types.TEXT, "the team that answers for the job");
  private static final Key<String> DESCRIPTION =
      Key.optional("description", Types.TEXT, "what the job does, in one line");
  private static final Key<String> CLASS =
      Key.optional("class", Types.CLASS, "the job's class, which `tidegate run` starts");
  private static final Key<String> SQL =
      Key.optional(
          "sql",
          Types.TEXT,
          "a script in Spark's SQL beside the conf, in place of a class: the job needs no Java");

  /** Never read from a conf: the script is part of the configuration's fingerprint. */
  private static final Key<String> SQL_FINGERPRINT =
      Key.optional("sql-sha256", Types.TEXT, "the script's SHA-256");

  private static final Key<Duration> INTERVAL =
      Key.preset(
          "interval",
          Units.DURATION,
          "1d",
          "the length of the interval that the logical date starts");
  private static final Key<String> LEDGER_PATH =
      Key.optional(
          "path", Types.PATH, "the ledger's directory; `_tidegate` in the warehouse by default");
  private static final Key<Duration> LEDGER_KEEP =
      Key.optional(
          "keep",
          Units.DURATION,
          "for how long the job's records are kept of runs that made no version of a table, and its"
              + " events that were delivered; `tidegate retain` removes older ones. All are kept"
              + " where it is not set");

  static final Section SECTION =
      new Section(
          "",
          "The blocks of a conf, and the root of its tables.",
          WAREHOUSE,
          VARS,
          JOB,
          LEDGER,
          SPARK,
          DatabaseReader.DATABASES,
          INPUTS,
          REFERENCES,
          OutputsReader.OUTPUT,
          OutputsReader.OUTPUTS,
          EtaReader.ETA,
          PublishReader.PUBLISH,
          LineageReader.LINEAGE,
          ResourcesReader.RESOURCES,
          DeployReader.DEPLOY,
          SETTINGS);
  static final Section JOB_SECTION =
      new Section("job", "What the job is.", NAME, OWNER, DESCRIPTION, CLASS, SQL, INTERVAL);
  static final Section LEDGER_SECTION =
      new Section("ledger", "Where runs are recorded.", LEDGER_PATH, LEDGER_KEEP);

  private final FileFinder files;
  private final RuleChecker checker;
  private final Predicate<String> classes;
  private final LogicalDate date;
  private final SecretMask secrets;

  JobReader(
      FileFinder files,
      RuleChecker checker,
      Predicate<String> classes,
      LogicalDate date,
      SecretMask secrets) {
    this.files = files;
    this.checker = checker;
    this.classes = classes;
    this.date = date;
    this.secrets = secrets;
  }

  /**
   * Both may be asked once nothing at all was reported.
   *
   * @param job from the fingerprint to the job
   */
  record Found(Function<String, JobConfig> job, Supplier<Deployment> deployment) {}

  Found read(Node conf, Reading reading) {
    var root = Block.open(conf, SECTION, reading);
    refuseHidden(root);
    var inputs = root.named(INPUTS, InputReader.SECTION);
    var references = root.named(REFERENCES, InputReader.SECTION);
    refuseTwins(inputs, references);
    var outputs = OutputsReader.blocks(root);
    var databases = DatabaseReader.read(root);
    var jdbc = new JdbcReader(databases);
    var allInputs = datasets(inputs, jdbc);
    var allReferences = datasets(references, jdbc);
    var allOutputs = outputsReader(inputs, references.keySet(), jdbc).read(outputs);
    var single = Optional.ofNullable(outputs.get(OutputsReader.OUTPUT.name()));
    var eta = EtaReader.read(root, single);
    var publish = PublishReader.read(root, outputs.values());
    var ledger = ledger(root);
    var lineage = LineageReader.read(root);
    var spark = spark(root);
    var settings = root.read(SETTINGS).orElse(Settings.NONE);
    var jobBlock = root.blockOrEmpty(JOB, JOB_SECTION);
    var job = new JobBlock(jobBlock, classes);
    var sql = sql(jobBlock, settings, outputs.keySet());
    var deployment = deployment(root);
    return new Found(
        fingerprint ->
            new JobConfig(
                job.name.orElseThrow(),
                job.owner.orElseThrow(),
                job.description.orElse(""),
                job.jobClass,
                sql,
                date,
                job.interval.orElseThrow(),
                found(databases),
                allInputs.get(),
                allReferences.get(),
                allOutputs.get(),
                eta.get(),
                publish.get(),
                ledger.get(),
                lineage.get(),
                spark,
                settings,
                fingerprint,
                secrets),
        deployment);
  }

  private static Supplier<Deployment> deployment(Block root) {
    var target = DeployReader.target(root);
    var resources = ResourcesReader.read(root, target);
    var deploy = DeployReader.read(root, target);
    return () -> new Deployment(resources.get(), deploy.get());
  }

  /** The values of the {@code job} block. */
  private static final class JobBlock {

    final Optional<String> name;
    final Optional<String> owner;
    final Optional<String> description;
    final Optional<String> jobClass;
    final Optional<Duration> interval;

    JobBlock(Block block, Predicate<String> classes) {
      name = block.read(NAME);
      owner = block.read(OWNER);
      description = block.read(DESCRIPTION);
      jobClass = block.read(CLASS);
      interval = block.read(INTERVAL);
      jobClass
          .filter(classes.negate())
          .ifPresent(
              unknown ->
                  block.report(
                      CLASS,
                      "there is no class " + Shown.text(unknown) + " on the class path",
                      "add the jar that has it"));
    }
  }

  private Optional<SqlScript> sql(Block block, Settings settings, Set<String> outputs) {
    var name = block.read(SQL);
    var file = name.flatMap(n -> files.script(block.at(SQL), n, block.reading()));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (block.has(CLASS)) {
      block.report(SQL, "the job has a class too", "leave one of the two out");
    }
    String text = file.get().text();
    block.derive(SQL_FINGERPRINT, Sha256.hex(text));
    var reader = new SqlReader(file.get().at(), settings, block.reading().problems()::add);
    return Optional.of(reader.read(text, outputs));
  }

  private OutputsReader outputsReader(
      Map<String, Block> inputs, Set<String> references, JdbcReader jdbc) {
    var aliases = new LinkedHashSet<>(inputs.keySet());
    aliases.addAll(references);
    return new OutputsReader(
        new OutputReader(
            files,
            new WriteReader(date),
            new VolumeReader(inputs),
            new QualityReader(files, checker, aliases),
            jdbc));
  }

  private static Map<String, DatabaseConfig> found(
      Map<String, Optional<DatabaseConfig>> databases) {
    var found = new LinkedHashMap<String, DatabaseConfig>();
    databases.forEach((name, database) -> found.put(name, database.orElseThrow()));
    return Collections.unmodifiableMap(found);
  }

  private Supplier<Map<String, InputConfig>> datasets(Map<String, Block> blocks, JdbcReader jdbc) {
    var reader = new InputReader(files, jdbc);
    var suppliers = new LinkedHashMap<String, Supplier<InputConfig>>();
    blocks.forEach((name, block) -> suppliers.put(name, reader.read(name, block)));
    return () -> {
      var found = new LinkedHashMap<String, InputConfig>();
      suppliers.forEach((name, input) -> found.put(name, input.get()));
      return Collections.unmodifiableMap(found);
    };
  }

  /** Rules name both kinds by one alias. */
  private static void refuseTwins(Map<String, Block> inputs, Map<String, Block> references) {
    references.forEach(
        (name, block) -> {
          if (inputs.containsKey(name)) {
            block.reading().report(block.node(), "is the name of an input too", "rename it");
          }
        });
  }

  private static Supplier<JobConfig.LedgerConfig> ledger(Block root) {
    var block = root.blockOrEmpty(LEDGER, LEDGER_SECTION);
    var path = block.read(LEDGER_PATH);
    var keep = block.read(LEDGER_KEEP);
    var warehouse = root.read(WAREHOUSE);
    if (!block.has(LEDGER_PATH) && !root.has(WAREHOUSE)) {
      block.reportMissing(LEDGER_PATH, "set it, or warehouse, which it is in by default");
    }
    var effective = path.or(() -> warehouse.map(w -> w.replaceAll("/+$", "") + "/_tidegate"));
    effective.filter(p -> path.isEmpty()).ifPresent(p -> block.derive(LEDGER_PATH, p));
    return () -> new JobConfig.LedgerConfig(effective.orElseThrow(), keep);
  }

  private static Map<String, String> spark(Block root) {
    var properties = root.read(SPARK).orElse(Map.of());
    properties.keySet().stream()
        .filter(key -> !key.startsWith("spark."))
        .forEach(
            key ->
                root.report(
                    SPARK,
                    "'" + Shown.text(key) + "' is not a Spark property",
                    "write \"spark." + Shown.text(key) + "\""));
    return properties;
  }

  /** A variable with the name of a block could not be reached. */
  private static void refuseHidden(Block root) {
    for (var variable : root.at(VARS).children()) {
      String name = variable.getKey();
      boolean hidden = SECTION.knows(name) || Substitutions.INJECTED.contains(name);
      if (root.has(VARS) && hidden) {
        root.reading()
            .report(variable.getValue(), "has the name of a key of Tidegate's", "rename it");
      }
    }
  }
}
