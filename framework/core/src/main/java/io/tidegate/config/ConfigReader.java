package io.tidegate.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.problem.UserException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Reads a job's conf, HOCON, into records. Touches nothing but the conf's own files: no Spark, no
 * data.
 *
 * <p><b>Precedence</b>, each over the one before: the defaults that are declared with the keys; the
 * conf with its includes; the environment file {@code env/NAME.conf} beside the conf, or else the
 * nearest {@code conf/env/NAME.conf} in the conf's directory or one above it; the {@code --set}
 * arguments, the last of a key over the ones before.
 *
 * <p><b>Substitutions</b> are filled in after all of these are merged, so that a variable that is
 * set from outside is seen everywhere. <code>${name}</code> is looked up in the conf, then in its
 * {@code vars}, then among the environment variables. Tidegate adds {@code logical-date}, as {@link
 * LogicalDate#toString}, and {@code date-parts.year}, {@code .month}, {@code .day} and {@code
 * .hour}, of UTC and with leading zeros.
 *
 * <p><b>{@code --set key=value}</b> sets a path of the conf; a key without dots that is no key of
 * the top level is a variable, {@code --set data=DIR} for {@code vars.data}, and the conf must use
 * it or declare it. The value is text as it stands; one that begins with {@code [} or <code>{
 * </code> is HOCON.
 *
 * <p><b>Problems</b>: all of them in one exception, sorted by file and line, each with its file.
 * Includes that are not there are problems too, unlike in plain HOCON. While a file of the conf
 * cannot be read, nothing is reported as missing that could be in it. Secrets are masked.
 */
public final class ConfigReader {

  /** Stands in for the logical date when there is none: the conf is checked as of this day. */
  public static final LogicalDate NO_DATE = LogicalDate.parse("2000-01-01");

  private final RuleChecker rules;
  private final Map<String, String> environment;
  private final ConfSource source;
  private final Predicate<String> classes;

  /**
   * @param environment the environment variables for substitutions
   */
  public ConfigReader(RuleChecker rules, Map<String, String> environment) {
    this(rules, environment, ConfSource.local());
  }

  public ConfigReader(RuleChecker rules, Map<String, String> environment, ConfSource source) {
    this(rules, environment, source, name -> true);
  }

  private ConfigReader(
      RuleChecker rules,
      Map<String, String> environment,
      ConfSource source,
      Predicate<String> classes) {
    this.rules = rules;
    this.environment = Map.copyOf(environment);
    this.source = source;
    this.classes = classes;
  }

  /** As this one, and a {@code job.class} that is not among these is a problem. */
  public ConfigReader knowing(Predicate<String> jobClasses) {
    return new ConfigReader(rules, environment, source, jobClasses);
  }

  /**
   * @param conf a local path, {@code classpath:a/b.conf} or a URI that the source knows
   * @throws UserException with every problem of the conf
   */
  public JobConfig read(String conf, ReadOptions options) {
    return load(conf, options).job();
  }

  /**
   * As {@link #read}, with what every key came to.
   *
   * @throws UserException with every problem of the conf
   */
  public LoadedConfig load(String conf, ReadOptions options) {
    var at = Location.of(conf);
    try {
      return new Load(at, options).run();
    } catch (StackOverflowError e) {
      // Parsing and filling in descend once for each block: a page of braces exhausts the stack.
      throw new UserException(Problem.at(file(at.display()), "is nested too deeply"));
    }
  }

  private static Place file(String name) {
    return new Place(Optional.of(name), OptionalInt.empty(), Optional.empty());
  }

  /** The reading of one conf. */
  private final class Load {

    private final Location at;
    private final ReadOptions options;
    private final Problems problems = new Problems();
    private final ConfFiles files = new ConfFiles(source, problems);
    private final ConfLoader loader = new ConfLoader(files, problems);
    private final Secrets secrets = new Secrets();

    Load(Location at, ReadOptions options) {
      this.at = at;
      this.options = options;
    }

    LoadedConfig run() {
      var conf = loader.load(at, options);
      learnEnvironment();
      refuseTooMuch(conf);
      var pass = pass(conf, options.date().orElse(NO_DATE), problems, rules);
      throwIfAny();
      // The fingerprint leaves the date out: it is taken as of the same day for every run.
      var dateless = pass(conf, NO_DATE, new Problems(), (file, onFailure, aliases) -> List.of());
      String fingerprint = dateless.effective().fingerprint();
      return new LoadedConfig(
          pass.found().job().apply(fingerprint), pass.effective(), pass.found().deployment().get());
    }

    /** By itself and at once: nothing can be filled in to look for more. */
    private void refuseTooMuch(ConfigObject conf) {
      var tooMuch = new Expansion(Substitutions.leaves(conf)).tooMuch();
      tooMuch.ifPresent(problems::add);
      if (tooMuch.isPresent()) {
        throwIfAny();
      }
    }

    private record Pass(JobReader.Found found, EffectiveConfig effective) {}

    private Pass pass(ConfigObject conf, LogicalDate date, Problems noted, RuleChecker checker) {
      var unfilled = new Unfilled(noted, files.whole(), names(conf));
      var top = ConfigOriginFactory.newSimple(at.display()).withLineNumber(1);
      var root = new Substitutions(conf, environment, top).fill(date, unfilled);
      secrets.learn((ConfigObject) root.value());
      var effective = new EffectiveConfig.Builder(secrets);
      var reading = new Reading(noted, effective, unfilled.broken(), files.whole());
      var finder = new FileFinder(files, at.directory());
      var found =
          new JobReader(finder, checker, classes, date, secrets.known()).read(root, reading);
      return new Pass(found, effective.build());
    }

    /** What a name in a substitution may be, for hints. */
    private Set<String> names(ConfigObject conf) {
      var names = new TreeSet<>(Substitutions.declared(conf).keySet());
      names.addAll(List.of("warehouse", Substitutions.LOGICAL_DATE));
      List.of("year", "month", "day", "hour")
          .forEach(part -> names.add(Substitutions.DATE_PARTS + "." + part));
      return names;
    }

    private void learnEnvironment() {
      for (String name : loader.mentioned()) {
        Optional.ofNullable(environment.get(name)).ifPresent(value -> secrets.learn(name, value));
      }
    }

    private void throwIfAny() {
      if (!problems.isEmpty()) {
        var once = List.copyOf(new LinkedHashSet<>(problems.list()));
        var order = new ProblemOrder(List.copyOf(files.texts().keySet()), at.display());
        throw new UserException(order.sort(secrets.mask(once)));
      }
    }
  }
}
