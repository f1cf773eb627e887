package io.tidegate.cli;

import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;
import io.tidegate.submit.Token;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** YARN's resource manager, asked by Hadoop's client and as the user of this process. */
final class YarnApplications implements Applications {

  private final YarnClient client;

  private YarnApplications(YarnClient client) {
    this.client = client;
  }

  /**
   * @throws UserException when nothing says where the cluster is: Hadoop would ask this machine,
   *     for a quarter of an hour
   */
  static YarnApplications connect(Map<String, String> environment) {
    if (!environment.containsKey("HADOOP_CONF_DIR") && !environment.containsKey("YARN_CONF_DIR")) {
      throw new UserException(
          "HADOOP_CONF_DIR is not set, so it is unknown where YARN is",
          "set it to the directory with the cluster's core-site.xml and yarn-site.xml");
    }
    var client = YarnClient.createYarnClient();
    client.init(new YarnConfiguration());
    client.start();
    return new YarnApplications(client);
  }

  @Override
  public Optional<String> find(Token token) {
    return ask(
        () ->
            client
                .getApplications(
                    Set.of(), EnumSet.allOf(YarnApplicationState.class), Set.of(token.text()))
                .stream()
                .findFirst()
                .map(report -> report.getApplicationId().toString()));
  }

  @Override
  public State state(String id) {
    return state(ask(() -> client.getApplicationReport(ApplicationId.fromString(id))));
  }

  private static State state(ApplicationReport report) {
    String word = report.getYarnApplicationState().name();
    return switch (report.getYarnApplicationState()) {
      case FINISHED ->
          report.getFinalApplicationStatus() == FinalApplicationStatus.SUCCEEDED
              ? new State(Phase.SUCCEEDED, word, "")
              : new State(Phase.FAILED, word, diagnostics(report));
      case FAILED, KILLED -> new State(Phase.FAILED, word, diagnostics(report));
      default -> new State(Phase.RUNNING, word, "");
    };
  }

  private static String diagnostics(ApplicationReport report) {
    return Optional.ofNullable(report.getDiagnostics()).map(String::strip).orElse("");
  }

  /** A question over the network. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException, YarnException;
  }

  private static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | YarnException e) {
      throw new TransientException("YARN did not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
