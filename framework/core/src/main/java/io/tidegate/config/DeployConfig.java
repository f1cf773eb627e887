package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where runs are submitted to, and what is there already. The reader makes sure that what the
 * {@code target} needs is there, so that rendering a request for it cannot fail for want of a
 * value.
 *
 * @param target empty when neither the conf nor the command line names one
 * @param jar the deployable jar, where the target finds it
 * @param jars further jars for driver and executors
 * @param mainClass a job's own {@code main}; empty for {@code tidegate run}
 * @param project the directory with the project's {@code conf} and {@code quality-rules}, where the
 *     driver finds it; empty when the conf is named by a URI
 * @param jdk a JDK to ship with the run
 * @param timeout how long the run may take before the target ends it, and the submitter waits
 * @param tags of the cluster, the application or the job, whatever the target puts them on
 * @param ledger the ledger as the submitting machine sees it, where it differs from the job's
 */
public record DeployConfig(
    Optional<DeployTarget> target,
    Optional<String> jar,
    List<String> jars,
    Optional<String> mainClass,
    Optional<String> project,
    Optional<Jdk> jdk,
    Optional<Duration> timeout,
    Map<String, String> tags,
    Optional<String> ledger,
    Local local,
    Yarn yarn,
    Optional<EmrConfig> emr,
    Optional<EmrConfig.Serverless> emrServerless,
    Optional<DataprocConfig> dataproc,
    Optional<DataprocConfig.Serverless> dataprocServerless,
    Optional<Kubernetes> k8s) {

  /**
   * @param archive a {@code .tar.gz} or {@code .zip}
   * @param home the directory in the archive that has {@code bin/java}
   */
  public record Jdk(String archive, String home) {}

  public record Local(String master) {}

  /**
   * @param client whether the driver runs in the submitting process
   * @param archive Spark's jars on the cluster's file system, so that they are not sent each time
   * @param fileSystems further ones that need Kerberos tokens
   */
  public record Yarn(
      boolean client,
      Optional<String> principal,
      Optional<String> keytab,
      Optional<String> archive,
      List<String> fileSystems) {}

  public record Kubernetes(
      String master, String image, String namespace, Optional<String> serviceAccount) {}
}
