package io.tidegate.config;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of clusters, roles, releases and images; what cannot run Tidegate's jar says why. */
final class DeployTypes {

  static final ScalarType<String> ROLE =
      matching(
          "role",
          "an IAM role's ARN, as in arn:aws:iam::123456789012:role/jobs",
          "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

  static final ScalarType<String> CLUSTER_ID =
      matching("cluster id", "an EMR cluster's id, as in j-2AXXXXXXGAPLF", "j-[A-Z0-9]{3,}");

  static final ScalarType<String> APPLICATION_ID =
      matching(
          "application id", "an EMR Serverless application's id, as in 00f1r2i3d4", "[0-9a-z]+");

  static final ScalarType<String> CLUSTER_NAME =
      matching(
          "cluster name",
          "lower case letters, digits and '-', a letter first, at most 52",
          "[a-z][a-z0-9-]{0,50}[a-z0-9]");

  static final ScalarType<String> REGION =
      matching(
          "region", "a cloud's region, as in eu-west-1 or europe-west1", "[a-z]+[a-z0-9-]+\\d");

  static final ScalarType<String> MASTER =
      matching("Spark master", "local, local[N] or local[*]", "local(\\[(\\d+|\\*)])?");

  static final ScalarType<String> KUBERNETES =
      matching(
          "Kubernetes master",
          "k8s:// and the API server, as in k8s://https://host:6443",
          "k8s://\\S+");

  static final ScalarType<String> EMR_RELEASE =
      new ScalarType<>(
          "EMR release", "emr-7.8.0 to emr-7.14.0", DeployTypes::emrRelease, Function.identity());

  static final ScalarType<String> DATAPROC_IMAGE =
      new ScalarType<>(
          "Dataproc image",
          "2.2-debian12 or 2.3-debian12, or another of their systems or builds",
          DeployTypes::dataprocImage,
          Function.identity());

  static final ScalarType<String> RUNTIME =
      new ScalarType<>("runtime", "1.2", DeployTypes::runtime, Function.identity());

  private static final Pattern EMR_7 = Pattern.compile("emr-7\\.(\\d{1,3})\\.\\d{1,3}");

  private static final Pattern IMAGE =
      Pattern.compile("(\\d)\\.(\\d{1,2})(?:\\.(\\d{1,4}))?-(debian|rocky|ubuntu)\\d{1,2}");

  private static final int FIRST_WITH_DELTA_3_3 = 8;
  private static final int LAST_KNOWN = 14;

  /** Of image 2.2, the first build whose component for Delta can be chosen. */
  private static final int FIRST_WITH_DELTA = 46;

  private DeployTypes() {}

  private static ScalarType<String> matching(String name, String help, String allowed) {
    var pattern = Pattern.compile(allowed);
    return new ScalarType<>(
        name,
        help,
        text -> {
          if (!pattern.matcher(text).matches()) {
            throw new BadValue("'" + Shown.text(text) + "' cannot be the " + name, "write " + help);
          }
          return text;
        },
        Function.identity());
  }

  private static String emrRelease(String text) throws BadValue {
    Matcher seven = EMR_7.matcher(text);
    if (text.startsWith("emr-spark-8") || text.startsWith("emr-8")) {
      throw new BadValue(
          text + " has Scala 2.13 and Spark 4: Tidegate's jar is for 2.12 and 3.5",
          "write emr-7.8.0 to emr-7.14.0");
    }
    if (!seven.matches()) {
      throw new BadValue(
          "'" + Shown.text(text) + "' is not an EMR release that is known",
          "write emr-7.8.0 to emr-7.14.0");
    }
    int minor = Integer.parseInt(seven.group(1));
    if (minor < FIRST_WITH_DELTA_3_3) {
      throw new BadValue(text + " has a Delta before 3.3", "write emr-7.8.0 or later");
    }
    if (minor > LAST_KNOWN) {
      throw new BadValue(text + " is not known here", "write emr-7.14.0 or earlier");
    }
    return text;
  }

  private static String dataprocImage(String text) throws BadValue {
    Matcher image = IMAGE.matcher(text);
    String remedy = "write 2.2-debian12 or 2.3-debian12";
    if (!image.matches()) {
      throw new BadValue("'" + Shown.text(text) + "' is not a Dataproc image", remedy);
    }
    String line = image.group(1) + "." + image.group(2);
    if (line.startsWith("3.")) {
      throw new BadValue(
          text + " has Scala 2.13 and Spark 4: Tidegate's jar is for 2.12 and 3.5", remedy);
    }
    if (!line.equals("2.2") && !line.equals("2.3")) {
      throw new BadValue(text + " has no Spark 3.5 that is known here", remedy);
    }
    String build = image.group(3);
    if (line.equals("2.2") && build != null && Integer.parseInt(build) < FIRST_WITH_DELTA) {
      throw new BadValue(
          text + " has no component for Delta",
          "write 2.2.46-debian12 or later, or " + remedy.substring(6));
    }
    return text;
  }

  private static String runtime(String text) throws BadValue {
    if (text.equals("1.2")) {
      return text;
    }
    if (text.matches("2\\.[23]|3\\.\\d")) {
      throw new BadValue(
          "runtime " + text + " has Scala 2.13: Tidegate's jar is for 2.12", "write \"1.2\"");
    }
    throw new BadValue(
        "'" + Shown.text(text) + "' is not a runtime that is known", "write \"1.2\"");
  }
}
