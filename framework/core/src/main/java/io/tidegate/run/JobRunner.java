package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.SecretSource;
import io.tidegate.dataset.Arrivals;
import io.tidegate.dataset.FileMemory;
import io.tidegate.dataset.InputResolver;
import io.tidegate.dataset.Slices;
import io.tidegate.dataset.Uris;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunIds;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunStart;
import io.tidegate.lineage.events.Backend;
import io.tidegate.publish.ActiveSession;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import io.tidegate.quality.RuleFingerprint;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Runs jobs on a session that somebody else opened and closes. Holds nothing between runs; several
 * threads may run several jobs on one session.
 */
public final class JobRunner {

  private static final String OPENLINEAGE = "spark.openlineage.";

  private final SparkSession spark;
  private final Clock clock;
  private final RunListener listener;
  private final RunIds runIds;
  private final Map<String, String> environment;
  private final Function<PublishStrategy, Publishers.Choice> publishers;

  public JobRunner(SparkSession spark, Clock clock, RunListener listener) {
    this(spark, clock, listener, wanted -> Publishers.choose(spark, wanted), System.getenv());
  }

  /**
   * @param publishers chooses the publisher for the strategy of a conf
   */
  JobRunner(
      SparkSession spark,
      Clock clock,
      RunListener listener,
      Function<PublishStrategy, Publishers.Choice> publishers) {
    this(spark, clock, listener, publishers, System.getenv());
  }

  /**
   * @param environment where schedulers say what lineage is told
   */
  JobRunner(
      SparkSession spark,
      Clock clock,
      RunListener listener,
      Function<PublishStrategy, Publishers.Choice> publishers,
      Map<String, String> environment) {
    this.publishers = publishers;
    this.environment = environment;
    this.spark = spark;
    this.clock = clock;
    this.listener = listener;
    this.runIds = new RunIds(clock);
  }

  /**
   * Runs one job for the logical date of its configuration. While it runs, the session is the
   * thread's active one.
   *
   * @return what it came to: published, already published, held or rejected
   * @throws io.tidegate.problem.UserException when the job and its conf do not fit together
   * @throws io.tidegate.problem.TransientException when the same run may succeed later
   */
  public RunReport run(SparkJob job, JobConfig config) {
    JobConfig fetched = secrets().fetch(config);
    var journal = new Journal(listener, fetched.secrets());
    RunStart start = start(job, fetched);
    var run = new GatedRun(job, fetched, start, journal, rooms(fetched, journal));
    return ActiveSession.during(spark, run::execute);
  }

  private RunStart start(SparkJob job, JobConfig config) {
    var now = clock.instant();
    return new RunStart(
        runIds.next(),
        config.name(),
        config.owner(),
        config.logicalDate(),
        now,
        Programs.of(job.getClass()),
        RuleFingerprint.of(config),
        config.fingerprint(),
        System.getProperty("user.name", "unknown"),
        RunProcess.current(Optional.of(spark.sparkContext().applicationId())));
  }

  private SecretSource secrets() {
    return new SecretSource(environment, Credentials.of(spark.sessionState().newHadoopConf()));
  }

  private Backend.Surroundings surroundings() {
    var properties = new HashMap<String, String>();
    for (var property : spark.sparkContext().getConf().getAllWithPrefix(OPENLINEAGE)) {
      properties.put(OPENLINEAGE + property._1(), property._2());
    }
    return Backend.Surroundings.here(properties, environment);
  }

  private static FileMemory memory(JobConfig config, Ledger ledger) {
    return new FileMemory(
        config.logicalDate(), input -> ledger.filesRead().of(config.name(), input));
  }

  private Rooms rooms(JobConfig config, Journal journal) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Ledger ledger = Ledger.open(config.ledger().path(), hadoop);
    Publishers.Choice choice = publishers.apply(config.publish().strategy());
    choice.warning().ifPresent(journal::note);
    Publisher publisher =
        Publishers.withDatabases(choice.publisher(), spark, config.databases().values());
    var stagedRuns = new StagedRuns(ledger, publisher);
    var schemas = new SchemaRecords(ledger.shared(), config);
    var close = new CloseStep(ledger, schemas, clock);
    return new Rooms(
        ledger,
        new Recovery(ledger, stagedRuns, publisher, clock),
        new InputStep(
            new InputResolver(
                spark,
                config.databases(),
                new Slices(ledger, config.name(), config.logicalDate()),
                memory(config, ledger)),
            new Arrivals(hadoop, clock),
            clock),
        new TransformStep(
            spark,
            publisher,
            new SchemaStep(new SchemaReaders(ledger, path -> Uris.qualified(path, hadoop))),
            new QualityStep(spark, ledger, publisher),
            new LineageStep(ledger),
            schemas),
        new StageStep(spark, publisher, config),
        new VolumeStep(ledger, publisher),
        new EtaStep(ledger, config, clock, listener),
        EventStep.of(config, spark.version(), surroundings(), ledger, clock),
        new PublishStep(publisher, stagedRuns, close, config.publish(), clock),
        close);
  }
}
