package io.tidegate.cli;

import static io.tidegate.config.WriteMode.APPEND;
import static io.tidegate.config.WriteMode.OVERWRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.lineage.provenance.Story;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceCommandsTest {

  @TempDir private Path folder;
  private String extracted = "";
  private String curated = "";
  private String again = "";

  @BeforeEach
  void threeRuns() {
    var story = new Story(Ledger.open(folder.toString()));
    extracted =
        story
            .run("extract", "2026-03-01")
            .readsFile("day", "file:/in", "1.csv")
            .writes("raw.orders", "file:/w/orders", 0, APPEND)
            .published();
    curated = revenue(story, 0);
    again = revenue(story, 1);
  }

  private static String revenue(Story story, long version) {
    return story
        .run("curate", "2026-03-01")
        .reads("orders", "file:/w/orders", 0)
        .column("revenue", "orders.price")
        .filter("orders.day")
        .writes("curated.revenue", "file:/w/revenue", version, OVERWRITE)
        .published();
  }

  @Test
  void explainsAVersion() {
    assertThat(call("explain", "curated.revenue@v0").outLines())
        .containsExactly(
            "curated.revenue v0",
            "  run       "
                + curated
                + " of curate (public-health) for 2026-03-01, published at 2026-03-01T06:01:30Z by ada on driver-1",
            "  program   1.2.0+3f9a1c2, rules r1, conf c1",
            "  rows      100 rows, 4.0 KiB",
            "  checks    pass; 0 passed",
            "  from orders = raw.orders v0",
            "    run       "
                + extracted
                + " of extract (public-health) for 2026-03-01, published at 2026-03-01T06:00:30Z by ada on driver-1",
            "    program   1.2.0+3f9a1c2, rules r1, conf c1",
            "    rows      100 rows, 4.0 KiB",
            "    checks    pass; 0 passed",
            "    from day = file:/in/1.csv: 1 csv file, 2.0 KiB, newest of 2026-03-01T06:00:00Z, 10 rows");
  }

  @Test
  void explainsAsJson() throws Exception {
    var json =
        LedgerJson.read(
            call("explain", "curated.revenue", "--as-of", "2026-03-01T07:01:45+01:00", "--json")
                .out(),
            JsonNode.class);

    assertThat(json.at("/run/runId").asText()).isEqualTo(curated);
    assertThat(json.at("/sources/0/explanation/run/runId").asText()).isEqualTo(extracted);
    assertThat(json.at("/sources/0/explanation/sources/0/read/files/0/path").asText())
        .isEqualTo("file:/in/1.csv");
  }

  @Test
  void tellsTheImpact() {
    assertThat(call("impact", "raw.orders.price@v0..").outLines())
        .containsExactly(
            "from raw.orders.price, v0.., came 1 table in 2 runs",
            "  curated.revenue v0.., by curate of public-health",
            "    columns revenue",
            "    v1    " + again + "  for 2026-03-01, from raw.orders v0",
            "    v0    " + curated + "  for 2026-03-01, from raw.orders v0");
    assertThat(call("impact", "raw.orders.day", "--runs", "1").outLines())
        .containsExactly(
            "from raw.orders.day, all versions, came 1 table in 2 runs",
            "  curated.revenue v0.., by curate of public-health",
            "    columns all: it decides which rows there are",
            "    v1    " + again + "  for 2026-03-01, from raw.orders v0",
            "    and 1 earlier run");
    assertThat(call("impact", "raw.orders@v1..").outLines())
        .containsExactly("no published run has used raw.orders, v1..");
  }

  @Test
  void tellsTheImpactAsJson() throws Exception {
    var json = LedgerJson.read(call("impact", "raw.orders", "--json").out(), JsonNode.class);

    assertThat(json.at("/affected/0/owner").asText()).isEqualTo("public-health");
    assertThat(json.at("/affected/0/columns/0").asText()).isEqualTo("revenue");
    assertThat(json.at("/affected/0/runs").findValuesAsText("runId"))
        .isEqualTo(List.of(curated, again));
  }

  @Test
  void mistakes() {
    assertThat(call("explain", "curated.revenu"))
        .isEqualTo(
            Cli.mistake(
                "no run of this ledger has read or written 'curated.revenu' (did you mean"
                    + " curated.revenue?)"));
    assertThat(call("explain", "curated.revenue", "--as-of", "yesterday"))
        .isEqualTo(
            Cli.mistake(
                "--as-of: 'yesterday' is not a time with a zone (write 2024-03-01T06:00:00Z)"));
    assertThat(call("explain", "curated.revenue", "--depth", "0"))
        .isEqualTo(Cli.mistake("--depth: 0 is less than 1"));
    assertThat(call("impact", "raw.orders", "--runs", "-1"))
        .isEqualTo(Cli.mistake("--runs: -1 is less than 0"));
  }

  private Cli.Shown call(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--ledger";
    all[args.length + 1] = folder.toString();
    return Cli.call(all);
  }
}
