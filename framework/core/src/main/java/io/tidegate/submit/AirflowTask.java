package io.tidegate.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.LoadedConfig;
import io.tidegate.config.LogicalDate;
import java.util.List;
import java.util.Optional;

/**
 * A conf as a task of Airflow: which operator sends it, and what the operator takes, with templates
 * for what is each run's own.
 *
 * @param request what the operator was made from, at a date and a try that stand for any
 * @param json for {@code docs/airflow/tidegate_airflow.py}
 */
public record AirflowTask(Request request, String json) {

  /**
   * The date that stands for any. Not a day's start: labels write a time otherwise than all the
   * rest, which a day alone would not show.
   */
  public static final LogicalDate DATE = LogicalDate.parse("1987-06-05T04:03Z");

  /** The try that stands for any: a number that nothing else in a request is. */
  static final int ATTEMPT = 918_273_645;

  /**
   * @param conf as the user named it
   * @param loaded the same, read for {@link #DATE}
   * @throws io.tidegate.problem.UserException when no operator sends it, or as {@link
   *     Submissions#render}
   */
  public static AirflowTask of(
      String conf, LoadedConfig loaded, Optional<String> environment, List<String> sets) {
    var deploy = loaded.deployment().deploy();
    var sample =
        new Submission(
            loaded.job().name(),
            DATE,
            ATTEMPT,
            ConfLocation.forDriver(conf, deploy),
            environment,
            sets,
            loaded.deployment());
    Request request = Submissions.render(sample, loaded.job().secrets());
    var operator = AirflowOperator.of(request, deploy.timeout());
    ObjectNode arguments = new AirflowTemplates(sample).in(operator.arguments());
    var task =
        new Fields()
            .put("operator", operator.name())
            .put("job", sample.job())
            .put("ledger", deploy.ledger().orElseGet(() -> loaded.job().ledger().path()))
            .set("arguments", arguments);
    return new AirflowTask(request, RequestText.json(task.node()));
  }
}
