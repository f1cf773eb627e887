package io.tidegate.dataproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.cloud.dataproc.v1.AutoscalingPolicy;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.submit.Request.Call;
import io.tidegate.submit.Request.Operation;
import io.tidegate.submit.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered requests pass; a change that the service would refuse does not. */
class DataprocChecksTest {

  private static final Map<String, Operation> OPERATIONS =
      Map.of(
          "dataproc", Operation.DATAPROC_SUBMIT_JOB,
          "dataproc-cluster", Operation.DATAPROC_RUN_WORKFLOW,
          "dataproc-serverless", Operation.DATAPROC_CREATE_BATCH);

  static Call request(String name) throws IOException {
    return call(name, Files.readString(Path.of("requests/" + name + ".json")));
  }

  private static Call call(String name, String json) throws IOException {
    var operation = Objects.requireNonNull(OPERATIONS.get(name));
    var body = (ObjectNode) new ObjectMapper().readTree(json);
    return new Call(
        new Token("tg-15476ecc60f22e31adaa168766e29480"), operation, "europe-west1", body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataproc", "dataproc-cluster", "dataproc-serverless"})
  void whatIsRenderedIsSound(String name) throws IOException {
    assertThat(new DataprocCloud().check(request(name))).isEmpty();
  }

  @Test
  void thePolicysTemplateIsSound() throws IOException {
    var problems = new Problems();
    var template = new YAMLMapper().readTree(Path.of("templates/autoscaling-policy.yaml").toFile());
    var policy = new Json(problems).read(template, AutoscalingPolicy.newBuilder());
    new Behaviors(problems).check(policy.build());
    assertThat(problems.list()).isEmpty();
  }

  /**
   * Each line of {@code mutants.csv} is one.
   *
   * @param path of the member: {@code a.b[0].c}
   * @param change {@code -} takes it away, {@code ->x} renames it, {@code *n} repeats it; anything
   *     else is the JSON that it becomes
   * @param expected what is said, with {@code ;;} between several
   */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/mutants.csv",
      delimiter = '|',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void aMutantIsCaught(String name, String path, String change, String expected)
      throws IOException {
    var call = request(name);
    mutate(call.body(), path, change);
    assertThat(new DataprocCloud().check(call))
        .extracting(Problem::toString)
        .containsExactly(expected.split(" ;; "));
  }

  private static void mutate(ObjectNode body, String path, String change) throws IOException {
    List<String> steps = List.of(path.replace("[", ".").replace("]", "").split("\\."));
    JsonNode at = body;
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at.isArray() ? at.get(Integer.parseInt(step)) : at.get(step);
    }
    String last = steps.get(steps.size() - 1);
    if (at instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), new ObjectMapper().readTree(change));
      return;
    }
    var object = (ObjectNode) at;
    if (change.equals("-")) {
      object.remove(last);
    } else if (change.startsWith("->")) {
      object.set(change.substring(2), object.remove(last));
    } else if (change.startsWith("*")) {
      repeat((ArrayNode) object.get(last), Integer.parseInt(change.substring(1)));
    } else {
      object.set(last, new ObjectMapper().readTree(change));
    }
  }

  private static void repeat(ArrayNode list, int times) {
    var one = list.get(0);
    for (int i = list.size(); i < times; i++) {
      list.add(one.deepCopy());
    }
  }
}
