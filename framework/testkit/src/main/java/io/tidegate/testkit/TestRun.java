package io.tidegate.testkit;

import com.typesafe.config.ConfigFactory;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.Settings;
import io.tidegate.job.Inputs;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;
import io.tidegate.problem.UserException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The author's method alone, on inputs made by the test: no conf, no checks, nothing written. To
 * test a job with its conf and its rules, run it: {@code Tidegate.on(spark).run(job, conf, date)}.
 *
 * <p>A value: each method gives a new one.
 */
public final class TestRun {

  private static final LogicalDate SOME_DAY = LogicalDate.parse("2024-03-01");

  private final SparkJob job;
  private final LogicalDate date;
  private final Map<String, Dataset<Row>> inputs;
  private final Settings settings;
  private final Set<String> outputs;

  private TestRun(
      SparkJob job,
      LogicalDate date,
      Map<String, Dataset<Row>> inputs,
      Settings settings,
      Set<String> outputs) {
    this.job = job;
    this.date = date;
    this.inputs = inputs;
    this.settings = settings;
    this.outputs = outputs;
  }

  /** The job at 2024-03-01, with a data interval of one day, without inputs and settings. */
  public static TestRun of(SparkJob job) {
    return new TestRun(job, SOME_DAY, Map.of(), Settings.NONE, Set.of(Outputs.SINGLE));
  }

  /**
   * @param logicalDate {@code 2020-03-22} or {@code 2020-03-22T05:00Z}
   */
  public TestRun at(String logicalDate) {
    return new TestRun(job, LogicalDate.parse(logicalDate), inputs, settings, outputs);
  }

  /**
   * @param name by which the job's code asks for it
   */
  public TestRun input(String name, Dataset<Row> rows) {
    var more = new LinkedHashMap<>(inputs);
    more.put(name, rows);
    return new TestRun(job, date, more, settings, outputs);
  }

  /**
   * @param block what the conf's {@code settings} block would hold, {@code "at-least = 1000"}
   */
  public TestRun settings(String block) {
    return new TestRun(job, date, inputs, new Settings(ConfigFactory.parseString(block)), outputs);
  }

  /** The keys of the conf's {@code outputs}, for a job that asks; a single one without. */
  public TestRun outputs(String... keys) {
    Set<String> named = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    return new TestRun(job, date, inputs, settings, named);
  }

  /** The rows of a job with one output. */
  public Dataset<Row> output() {
    return output(Outputs.SINGLE);
  }

  /**
   * @param key the output's key in the conf
   * @throws UserException when the job asks for an input that it was not given, or computes no such
   *     output
   */
  public Dataset<Row> output(String key) {
    var outputs = job.compute(new Given(inputs), context()).datasets();
    return find(outputs, key, "the job computes no output '" + key + "'", "it computes ");
  }

  private record Given(Map<String, Dataset<Row>> inputs) implements Inputs {

    @Override
    public Set<String> names() {
      return inputs.keySet();
    }

    @Override
    public Dataset<Row> get(String name) {
      return find(inputs, name, "the test gives the job no input '" + name + "'", "it gives ");
    }
  }

  private static Dataset<Row> find(
      Map<String, Dataset<Row>> datasets, String key, String problem, String instead) {
    Dataset<Row> found = datasets.get(key);
    if (found == null) {
      throw new UserException(problem, instead + datasets.keySet());
    }
    return found;
  }

  private RunContext context() {
    SparkSession spark = LocalSpark.session();
    var start = date.instant();
    return new RunContext(
        "test-run",
        job.getClass().getSimpleName(),
        date,
        start,
        start.plus(Duration.ofDays(1)),
        settings,
        outputs,
        spark);
  }
}
