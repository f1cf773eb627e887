package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.rows;
import static io.tidegate.dataset.ResolvedInputs.writeText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.config.Format;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroInputTest {

  private final SparkSession spark = TestSpark.session();
  private final Path dir;

  AvroInputTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private InputConfigs avro() {
    return InputConfigs.of(Format.AVRO, dir.resolve("data"));
  }

  private void write(String query) {
    spark.sql(query).coalesce(1).write().mode("append").format("avro").save(dir + "/data");
  }

  @Test
  void readsAndCountsWhateverIsSelected() {
    write("select id, cast(id as string) name from range(5)");
    write("select id, cast(id as string) name from range(5, 7)");
    var input =
        resolve(avro().rename("name", "title").volume(OptionalLong.of(8), OptionalLong.empty()));

    assertThat(input.rows().schema().toDDL()).isEqualTo("id BIGINT,title STRING");
    assertThat(input.rowCount()).isEmpty();
    assertThat(input.rows().where("id > 5").select("title").collectAsList()).hasSize(1);
    assertThat(input.rowCount()).hasValue(7);
    assertThat(input.rows().count()).isEqualTo(7);
    assertThat(outcome(input.checkAfter(), "min-rows"))
        .isEqualTo(new Outcome.Failed("at least 8 rows", "7 rows"));
    assertThat(input.rejectedRows()).isEmpty();
    assertThat(rows(input)).startsWith("[0,0]").hasSize(7);
  }

  @Test
  void comparesTheDeclaredSchema() {
    write("select id from range(5)");
    assertThat(outcome(resolve(avro().schema("id INT")).checkBefore(), "schema"))
        .isEqualTo(new Outcome.Failed("id INT", "1 difference", "id: expected INT, actual BIGINT"));
  }

  @Test
  void saysThatAFileIsNoAvro() {
    writeText(dir.resolve("data/1.avro"), "id\n1\n");
    assertThat(outcome(resolve(avro()).checkBefore(), "schema"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.expected()).isEqualTo("readable columns"));
  }

  @Test
  void saysHowToGetTheReader() {
    writeText(dir.resolve("data/1.avro"), "x");
    var source =
        FileSource.of(
            spark, avro().config(), FileMemory.NONE, Instant.parse("2024-03-01T00:00:00Z"));
    assertThatThrownBy(() -> new AvroInputs(source, "afro").resolve())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "in.format: this Spark has no reader of afro (start it with --packages"
                + " org.apache.spark:spark-avro_2.12:"
                + spark.version()
                + ")");
  }
}
