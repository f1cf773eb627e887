package io.tidegate.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The infrastructure for the clouds says what the environments and the requests say. */
class TerraformTest {

  private static final Path ROOT = Path.of("..");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ATTRIBUTE = Pattern.compile("( *\\S+)( +)= (.*)");

  static Stream<Path> files() throws IOException {
    return Stream.of("emr/terraform", "dataproc/terraform")
        .map(ROOT::resolve)
        .flatMap(
            folder -> {
              try (var found = Files.list(folder)) {
                return found.sorted().toList().stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** What {@code terraform fmt} would leave as it is. */
  @ParameterizedTest
  @MethodSource("files")
  void theFilesAreFormatted(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).endsWith("\n").doesNotContain("\t", " \n", "\n\n\n");
    int depth = 0;
    var together = new ArrayList<String>();
    for (String line : text.lines().toList()) {
      depth -= line.matches(" *[)\\]}].*") ? 1 : 0;
      if (!line.isEmpty()) {
        assertThat(line).as(line).matches(" {%d}\\S.*".formatted(2 * depth));
      }
      boolean opens = line.matches(".*[(\\[{]");
      depth += opens ? 1 : 0;
      if (!opens && ATTRIBUTE.matcher(line).matches()) {
        together.add(line);
      } else {
        assertAligned(together);
        together.clear();
      }
    }
    assertThat(depth).as("open brackets").isZero();
    assertAligned(together);
  }

  private static void assertAligned(List<String> lines) {
    int longest =
        lines.stream()
            .map(ATTRIBUTE::matcher)
            .filter(Matcher::matches)
            .mapToInt(m -> m.end(1))
            .max()
            .orElse(0);
    for (String line : lines) {
      assertThat(line.substring(longest)).as(line).startsWith(" = ");
    }
  }

  @Test
  void theApplicationIsTheTemplatesAndTellsWhatTheEnvironmentNeeds() throws IOException {
    JsonNode main = read("emr/terraform/main.tf");
    JsonNode application = main.at("/resource/aws_emrserverless_application/tidegate");
    JsonNode template = json("emr/templates/serverless-application.json");
    assertThat(application.at("/type").asText())
        .isEqualToIgnoringCase(template.at("/type").asText());
    assertThat(application.at("/maximum_capacity")).isEqualTo(template.at("/maximumCapacity"));
    assertThat(application.at("/auto_stop_configuration/idle_timeout_minutes").asInt())
        .isEqualTo(template.at("/autoStopConfiguration/idleTimeoutMinutes").asInt());
    assertThat(application.at("/release_label").asText()).isEqualTo("var.release");
    assertThat(read("emr/terraform/variables.tf").at("/variable/release/default").asText())
        .isEqualTo(template.at("/releaseLabel").asText())
        .isEqualTo(environment("emr-cluster").getString("deploy.emr.release"));

    var needed = environment("emr-serverless");
    assertThat(read("emr/terraform/outputs.tf").at("/output"))
        .hasSize(2)
        .allSatisfy(
            output -> assertThat(needed.hasPath(output.at("/description").asText())).isTrue());
  }

  @Test
  void theWorkflowIsTheRequestOfAClusterForTheRun() throws IOException {
    JsonNode workflow =
        read("dataproc/terraform/main.tf")
            .at("/resource/google_dataproc_workflow_template/tidegate");
    JsonNode request = json("dataproc/requests/dataproc-cluster.json").at("/template");
    JsonNode cluster = workflow.at("/placement/managed_cluster/config");
    JsonNode asked = request.at("/placement/managedCluster/config");
    assertThat(workflow.at("/dag_timeout")).isEqualTo(request.at("/dagTimeout"));
    assertThat(cluster.at("/master_config/machine_type"))
        .isEqualTo(asked.at("/masterConfig/machineTypeUri"));
    assertThat(cluster.at("/worker_config/machine_type"))
        .isEqualTo(asked.at("/workerConfig/machineTypeUri"));
    assertThat(cluster.at("/software_config/optional_components"))
        .isEqualTo(asked.at("/softwareConfig/optionalComponents"));
    assertThat(variable("image")).isEqualTo(asked.at("/softwareConfig/imageVersion").asText());
    assertThat(filled(cluster.at("/initialization_actions/executable_file")))
        .isEqualTo(asked.at("/initializationActions/0/executableFile").asText());
    assertThat(filled(cluster.at("/gce_cluster_config/metadata/jdk-archive")))
        .isEqualTo(asked.at("/gceClusterConfig/metadata/jdk-archive").asText());

    JsonNode job = workflow.at("/jobs/spark_job");
    JsonNode sent = request.at("/jobs/0/sparkJob");
    assertThat(job.at("/main_class")).isEqualTo(sent.at("/mainClass"));
    assertThat(job.at("/properties")).isEqualTo(sent.at("/properties"));
    assertThat(filled(job.at("/jar_file_uris/0"))).isEqualTo(sent.at("/jarFileUris/0").asText());
    var arguments = new ArrayList<String>();
    job.at("/args").forEach(argument -> arguments.add(filled(argument)));
    // The date is a parameter, and who runs the template knows of no tries.
    assertThat(workflow.at("/parameters/name").asText()).isEqualTo("DATE");
    assertThat(workflow.at("/parameters/fields/0").asText())
        .isEqualTo("jobs['run'].sparkJob.args[%d]".formatted(arguments.indexOf("DATE")));
    arguments.set(arguments.indexOf("DATE"), "2024-03-01");
    arguments.addAll(List.of("--try", "1"));
    var asSent = new ArrayList<String>();
    sent.at("/args").forEach(argument -> asSent.add(argument.asText()));
    assertThat(arguments).isEqualTo(asSent);
  }

  @Test
  void thePolicyIsTheTemplates() throws IOException {
    JsonNode policy =
        read("dataproc/terraform/main.tf").at("/resource/google_dataproc_autoscaling_policy/jobs");
    JsonNode template =
        new YAMLMapper()
            .readTree(Files.readString(ROOT.resolve("dataproc/templates/autoscaling-policy.yaml")));
    JsonNode yarn = policy.at("/basic_algorithm/yarn_config");
    JsonNode templates = template.at("/basicAlgorithm/yarnConfig");
    assertThat(policy.at("/policy_id")).isEqualTo(template.at("/id"));
    assertThat(policy.at("/basic_algorithm/cooldown_period"))
        .isEqualTo(template.at("/basicAlgorithm/cooldownPeriod"));
    assertThat(yarn.at("/graceful_decommission_timeout"))
        .isEqualTo(templates.at("/gracefulDecommissionTimeout"));
    assertThat(yarn.at("/scale_up_factor").asDouble())
        .isEqualTo(templates.at("/scaleUpFactor").asDouble());
    assertThat(yarn.at("/scale_down_factor").asDouble())
        .isEqualTo(templates.at("/scaleDownFactor").asDouble());
    assertThat(policy.at("/worker_config/max_instances").asInt())
        .isEqualTo(template.at("/workerConfig/maxInstances").asInt());
  }

  /** With the bucket and the conf of the environments in conf/env. */
  private static String filled(JsonNode text) {
    try {
      return text.asText()
          .replace("var.apps", "example-apps")
          .replace("var.conf", variable("conf"))
          .replace("var.environment", variable("environment"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String variable(String name) throws IOException {
    return read("dataproc/terraform/variables.tf").at("/variable/" + name + "/default").asText();
  }

  private static Config environment(String name) {
    return ConfigFactory.parseFile(ROOT.resolve("conf/env/" + name + ".conf").toFile());
  }

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(Files.readString(ROOT.resolve(file)));
  }

  /** References are read as text: {@code var.release}. */
  private static JsonNode read(String file) throws IOException {
    try (var in = Files.newInputStream(ROOT.resolve(file))) {
      return JSON.valueToTree(plain(new HCLParser().parse(in, StandardCharsets.UTF_8)));
    } catch (HCLParserException e) {
      throw new AssertionError(file, e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      var plain = new LinkedHashMap<String, Object>();
      map.forEach((key, nested) -> plain.put(String.valueOf(key), plain(nested)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TerraformTest::plain).toList();
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }
}
