package io.tidegate.schema;

import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.config.Retention;
import io.tidegate.config.SchemaChange;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An output named orders that allows nothing and rejects, unless told otherwise. */
final class OutputFixture {

  private final WriteMode write;
  private Severity otherwise = Severity.REJECT;
  private Set<SchemaChange> allow = Set.of();
  private Optional<String> contract = Optional.empty();
  private List<String> partitionBy = List.of();
  private Map<String, String> properties = Map.of();

  OutputFixture(WriteMode write) {
    this.write = write;
  }

  OutputFixture otherwise(Severity severity) {
    otherwise = severity;
    return this;
  }

  OutputFixture allow(SchemaChange... kinds) {
    allow = Set.of(kinds);
    return this;
  }

  OutputFixture contract(String text) {
    contract = Optional.of(text);
    return this;
  }

  OutputFixture partitionBy(String... columns) {
    partitionBy = List.of(columns);
    return this;
  }

  OutputFixture properties(Map<String, String> table) {
    properties = table;
    return this;
  }

  SchemaCheck check() {
    var volume =
        new VolumePolicy(
            InputConfig.Bounds.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Severity.HOLD);
    return new SchemaCheck(
        new OutputConfig(
            "output",
            "orders",
            "/warehouse/orders",
            write,
            partitionBy,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            WhenMissing.KEEP,
            properties,
            new SchemaPolicy(allow, contract, otherwise),
            volume,
            List.of(),
            Optional.empty(),
            Retention.NONE));
  }
}
