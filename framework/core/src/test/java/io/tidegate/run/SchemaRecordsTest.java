package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.DatasetSchema.Field;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunRecord.Write;
import io.tidegate.ledger.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRecordsTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aDay() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.csv("2024-03-01", "No.,price\n1,2\n");
    gate.conf("schema = \"id bigint, price double\"", "columns { \"No.\" = id }");
  }

  @Test
  void everyTypeIsAsOpenLineageHasIt() throws IOException {
    Ledger ledger = gate.ledger();
    var schemas = new SchemaRecords(ledger.shared(), gate.config("2024-03-01"));
    var start = Runs.start("copy", Runs.id("2026-03-01T06:00:00Z"), "2026-03-01");
    var type =
        StructType.fromDDL(
            "id BIGINT NOT NULL, price DECIMAL(10,2), who STRUCT<name: STRING>, tags ARRAY<STRING>,"
                + " by MAP<STRING, INT>, nothing STRUCT<>");
    assertThat(read(ledger, "copy", schemas.remember(type, start)))
        .isEqualTo(
            new DatasetSchema(
                List.of(
                    new Field("id", "bigint", false, List.of()),
                    field("price", "decimal(10,2)"),
                    field("who", "struct", field("name", "string")),
                    field("tags", "array", field("_element", "string")),
                    field(
                        "by",
                        "map",
                        new Field("key", "string", false, List.of()),
                        field("value", "int")),
                    field("nothing", "struct"))));
  }

  @Test
  void aRunRecordsWhatItReadAndWhatItsTableHas() throws IOException {
    RunReport report = gate.run("2024-03-01");
    var record = report.record();
    assertThat(read(gate.ledger(), "copy-orders", record.inputs().get(0).schema()))
        .as("under the names that the file has")
        .isEqualTo(new DatasetSchema(List.of(field("No.", "string"), field("price", "string"))));
    OutputRecord output = record.outputs().get(0);
    assertThat(read(gate.ledger(), "copy-orders", output.schema()))
        .isEqualTo(
            new DatasetSchema(
                List.of(field("id", "string"), field("price", "string"), field("day", "string"))));
    assertThat(output.write())
        .contains(
            new Write(
                "file:" + gate.path(),
                io.tidegate.config.WriteMode.REPLACE_PARTITION,
                true,
                Map.of("day", "2024-03-01")));
    assertThat(gate.run("2024-03-01").record().outputs().get(0).write().orElseThrow().creates())
        .isFalse();
  }

  private static Field field(String name, String type, Field... fields) {
    return new Field(name, type, true, List.of(fields));
  }

  private static DatasetSchema read(Ledger ledger, String job, Optional<String> fingerprint)
      throws IOException {
    return DatasetSchema.read(ledger.shared().find(job, fingerprint.orElseThrow()).orElseThrow());
  }
}
