package io.tidegate.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A result as a file for programs; times in milliseconds. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static void write(Path file, Measured measured) throws IOException {
    ObjectNode all = MAPPER.createObjectNode();
    all.set("environment", MAPPER.valueToTree(measured.facts()));
    all.set("result", node(measured.result()));
    Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private static ObjectNode node(Result result) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", result.name()).put("title", result.title()).put("goal", result.goal());
    var samples = node.putArray("samples");
    for (Sample sample : result.samples()) {
      var one = samples.addObject();
      one.put("variant", sample.variant());
      one.put("ratio", sample.ratioTo(result.samples().get(0)));
      var rounds = one.putArray("roundsMs");
      sample.rounds().forEach(round -> rounds.add(round.time().toMillis()));
      var cpu = one.putArray("cpuMs");
      sample.rounds().forEach(round -> round.cpu().map(Duration::toMillis).ifPresent(cpu::add));
    }
    result.notes().forEach(node.putArray("notes")::add);
    return node;
  }
}
