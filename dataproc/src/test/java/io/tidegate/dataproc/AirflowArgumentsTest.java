package io.tidegate.dataproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.tidegate.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the DAGs of {@code docs/airflow} hand to Airflow's operators is the message that submit
 * sends, by the names that fields have in the protocol and in Google's client for Python.
 */
class AirflowArgumentsTest {

  private static final String TOKEN = "tg-15476ecc60f22e31adaa168766e29480";

  /** What Airflow fills in for the run whose requests are stored. */
  private static final Map<String, String> RUN =
      Map.of(
          "{{ tidegate_token('curate-daily-revenue', data_interval_start, ti.try_number) }}", TOKEN,
          "{{ tidegate_date(data_interval_start) }}", "2024-03-01",
          "{{ tidegate_label(data_interval_start) }}", "2024-03-01",
          "{{ ti.try_number }}", "1");

  private static JsonNode arguments(String name) throws IOException {
    String text = Files.readString(Path.of("../docs/airflow/requests", name + ".json"));
    for (var template : RUN.entrySet()) {
      text = text.replace(template.getKey(), template.getValue());
    }
    return new ObjectMapper().readTree(text).get("arguments");
  }

  private static JsonNode json(Message message) throws IOException {
    return new ObjectMapper()
        .readTree(JsonFormat.printer().preservingProtoFieldNames().print(message));
  }

  @Test
  void aJob() throws IOException {
    var sent = DataprocCloud.job(DataprocChecksTest.request("dataproc"), new Problems());
    JsonNode arguments = arguments("dataproc");
    assertThat(arguments.get("job")).isEqualTo(json(sent.getJob()));
    assertThat(arguments.get("project_id").textValue()).isEqualTo(sent.getProjectId());
    assertThat(arguments.get("region").textValue()).isEqualTo(sent.getRegion());
    assertThat(arguments.get("request_id").textValue()).isEqualTo(sent.getRequestId());
    assertThat(arguments).hasSize(4);
  }

  @Test
  void aBatch() throws IOException {
    var sent =
        DataprocCloud.batch(DataprocChecksTest.request("dataproc-serverless"), new Problems());
    JsonNode arguments = arguments("dataproc-serverless");
    assertThat(arguments.get("batch")).isEqualTo(json(sent.getBatch()));
    assertThat(
            "projects/%s/locations/%s"
                .formatted(
                    arguments.get("project_id").textValue(), arguments.get("region").textValue()))
        .isEqualTo(sent.getParent());
    assertThat(arguments.get("batch_id").textValue()).isEqualTo(sent.getBatchId());
    assertThat(arguments.get("request_id").textValue()).isEqualTo(sent.getRequestId());
    assertThat(arguments).hasSize(5);
  }
}
