package io.tidegate.run;

import io.tidegate.dataset.Input;
import io.tidegate.job.Inputs;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The author's view of the resolved inputs. */
record NamedInputs(List<Input> inputs) implements Inputs {

  @Override
  public Set<String> names() {
    return byName().keySet();
  }

  @Override
  public Dataset<Row> get(String name) {
    return inputs.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name))
        .rows();
  }

  Map<String, Dataset<Row>> byName() {
    var byName = new LinkedHashMap<String, Dataset<Row>>();
    inputs.forEach(input -> byName.put(input.name(), input.rows()));
    return byName;
  }

  private UserException unknown(String name) {
    return new UserException(
        Problem.at(
            Place.key("inputs." + name),
            "the job reads an input that its conf does not have",
            "the conf has " + inputs.stream().map(Input::name).toList()));
  }
}
