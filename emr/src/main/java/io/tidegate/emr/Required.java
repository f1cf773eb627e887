package io.tidegate.emr;

import java.util.List;
import java.util.Map;

/** What the services ask for. The SDK's types do not tell, so this is from their documentation. */
final class Required {

  private static final Map<String, List<String>> MEMBERS =
      Map.ofEntries(
          Map.entry("AddJobFlowStepsRequest", List.of("JobFlowId", "Steps")),
          Map.entry("StepConfig", List.of("Name", "HadoopJarStep")),
          Map.entry("HadoopJarStepConfig", List.of("Jar")),
          Map.entry("RunJobFlowRequest", List.of("Name", "Instances", "Steps")),
          Map.entry("Application", List.of("Name")),
          Map.entry(
              "InstanceGroupConfig", List.of("InstanceRole", "InstanceType", "InstanceCount")),
          Map.entry("BootstrapActionConfig", List.of("Name", "ScriptBootstrapAction")),
          Map.entry("ScriptBootstrapActionConfig", List.of("Path")),
          Map.entry(
              "ComputeLimits", List.of("UnitType", "MinimumCapacityUnits", "MaximumCapacityUnits")),
          Map.entry("Tag", List.of("Key", "Value")),
          Map.entry(
              "StartJobRunRequest", List.of("applicationId", "clientToken", "executionRoleArn")),
          Map.entry("SparkSubmit", List.of("entryPoint")),
          Map.entry("CreateApplicationRequest", List.of("releaseLabel", "type", "clientToken")));

  private Required() {}

  static List<String> of(String type) {
    return MEMBERS.getOrDefault(type, List.of());
  }
}
