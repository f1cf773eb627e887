package io.tidegate.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** What {@link #write} wrote, to the millisecond. */
  static Measured read(Path file) throws IOException {
    JsonNode all = MAPPER.readTree(file.toFile());
    JsonNode result = all.required("result");
    var samples = new ArrayList<Sample>();
    result.required("samples").forEach(sample -> samples.add(sample(sample)));
    var notes = new ArrayList<String>();
    result.required("notes").forEach(note -> notes.add(note.asText()));
    return new Measured(
        new Result(
            result.required("name").asText(),
            result.required("title").asText(),
            result.required("goal").asText(),
            List.copyOf(samples),
            List.copyOf(notes)),
        MAPPER.convertValue(all.required("environment"), new TypeReference<>() {}));
  }

  private static Sample sample(JsonNode sample) {
    JsonNode times = sample.required("roundsMs");
    JsonNode cpu = sample.required("cpuMs");
    var rounds = new ArrayList<Sample.Round>();
    for (int i = 0; i < times.size(); i++) {
      Optional<Duration> used =
          cpu.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(cpu.get(i).asLong()));
      rounds.add(new Sample.Round(Duration.ofMillis(times.get(i).asLong()), used));
    }
    return new Sample(sample.required("variant").asText(), List.copyOf(rounds));
  }

  private static ObjectNode node(Result result) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", result.name()).put("title", result.title()).put("goal", result.goal());
    var samples = node.putArray("samples");
    for (Sample sample : result.samples()) {
      var one = samples.addObject();
      one.put("variant", sample.variant());
      one.put("ratio", sample.ratioTo(result.samples().get(0)).median());
      var rounds = one.putArray("roundsMs");
      sample.rounds().forEach(round -> rounds.add(round.time().toMillis()));
      var cpu = one.putArray("cpuMs");
      sample.rounds().forEach(round -> round.cpu().map(Duration::toMillis).ifPresent(cpu::add));
    }
    result.notes().forEach(node.putArray("notes")::add);
    return node;
  }
}
