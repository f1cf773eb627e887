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
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetInputTest {

  private final SparkSession spark = TestSpark.session();
  private final Path dir;

  ParquetInputTest(@TempDir Path dir) {
    this.dir = dir.resolve("data");
  }

  private InputConfigs parquet() {
    return InputConfigs.of(Format.PARQUET, dir);
  }

  private void save(String... columns) {
    spark
        .range(10)
        .selectExpr(columns)
        .repartition(3)
        .write()
        .mode("append")
        .parquet(dir.toString());
  }

  @Test
  void countsRowsFromTheFooters() {
    save("id", "id % 2 AS even");
    var input = resolve(parquet().volume(OptionalLong.of(11), OptionalLong.of(10)));

    assertThat(input.rowCount()).hasValue(10);
    assertThat(input.corruptRows()).hasValue(0);
    assertThat(outcome(input.checkBefore(), "min-rows"))
        .isEqualTo(new Outcome.Failed("at least 11 rows", "10 rows"));
    assertThat(outcome(input.checkBefore(), "max-rows"))
        .isEqualTo(new Outcome.Passed("at most 10 rows", "10 rows"));
    assertThat(input.checkAfter()).isEmpty();
  }

  @Test
  void readsTheFilesThatWereThere() {
    save("id");
    var input = resolve(parquet());
    int files = input.version().files().size();
    save("id + 10 AS id");

    assertThat(input.rows().count()).isEqualTo(10);
    spark.catalog().refreshByPath(dir.toString());
    assertThat(input.rows().agg(org.apache.spark.sql.functions.max("id")).head().getLong(0))
        .isEqualTo(9);
    assertThat(input.version().files()).hasSize(files);
    assertThat(resolve(parquet()).rowCount()).hasValue(20);
  }

  @Test
  void readsColumnsFromDirectoriesAlsoThroughAGlob() {
    spark.range(4).selectExpr("id", "id % 2 AS p").write().partitionBy("p").parquet(dir.toString());

    var whole = resolve(parquet());
    assertThat(whole.rows().schema().toDDL()).isEqualTo("id BIGINT,p INT");
    assertThat(rows(whole)).containsExactly("[0,0]", "[1,1]", "[2,0]", "[3,1]");
    var some = resolve(InputConfigs.of(Format.PARQUET, dir + "/p=1/*.parquet"));
    assertThat(rows(some)).containsExactly("[1]", "[3]");
    var glob = resolve(InputConfigs.of(Format.PARQUET, dir + "/p=[1]/*.parquet"));
    assertThat(rows(glob)).containsExactly("[1,1]", "[3,1]");
    assertThat(glob.rowCount()).hasValue(2);
  }

  @Test
  void leavesSparksScanAsItIs() {
    save("id", "id AS other", "'x' AS text");
    var input = resolve(parquet().rename("other", "renamed"));

    var ours = input.rows().where("id > 5").select("renamed");
    var plain = spark.read().parquet(dir.toString()).where("id > 5").select("other");
    assertThat(pushed(ours)).isEqualTo(pushed(plain)).contains("GreaterThan(id,5)");
    assertThat(ours.queryExecution().executedPlan().toString())
        .contains("ReadSchema: struct<id:bigint,other:bigint>");
  }

  static String pushed(Dataset<Row> rows) {
    String plan = rows.queryExecution().executedPlan().toString();
    return plan.substring(plan.indexOf("PushedFilters")).lines().findFirst().orElseThrow();
  }

  @Test
  void saysWhatDiffersFromTheDeclaredSchema() {
    save("id", "named_struct('a', 1, 'b', array('x')) AS s", "1 AS `a.b`");
    String ddl = "id INT, s STRUCT<a: INT, b: ARRAY<INT>, c: STRING>, `a.b` INT, gone DATE";
    var input = resolve(parquet().schema(ddl));

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "id INT,s STRUCT<a: INT, b: ARRAY<INT>, c: STRING>,`a.b` INT,gone DATE",
                "4 differences",
                "id: expected INT, actual BIGINT\n"
                    + "s.b.element: expected INT, actual STRING\n"
                    + "s.c: missing, expected STRING\n"
                    + "gone: missing, expected DATE"));
  }

  @Test
  void acceptsFurtherColumns() {
    save("id", "'x' AS further");
    var input = resolve(parquet().schema("ID BIGINT NOT NULL"));

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(new Outcome.Passed("ID BIGINT", "no difference"));
    assertThat(input.rows().columns()).containsExactly("id", "further");
  }

  @Test
  void saysWhichFileIsNoParquet() {
    save("id");
    var file = writeText(dir.resolve("x.parquet"), "no Parquet, but long enough to have a footer");
    var input = resolve(parquet());

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "readable columns",
                "1 difference",
                "file:" + file + ": not a readable Parquet file"));
    assertThatThrownBy(input::rows)
        .isInstanceOf(UserException.class)
        .hasMessage("in: cannot be read: file:" + file + ": not a readable Parquet file");
  }

  @Test
  void mergesSchemasWhenAsked() {
    save("id");
    save("id", "'x' AS added");
    var input = resolve(parquet().option("mergeSchema", "true"));

    assertThat(input.rows().schema().toDDL()).isEqualTo("id BIGINT,added STRING");
    assertThat(input.rows().where("added IS NULL").count()).isEqualTo(10);
  }

  @Test
  void mergesSchemasWhenTheSessionSaysSo() {
    save("id");
    save("id", "'x' AS added");
    spark.conf().set("spark.sql.parquet.mergeSchema", "true");
    try {
      assertThat(resolve(parquet()).rows().schema().toDDL()).isEqualTo("id BIGINT,added STRING");
    } finally {
      spark.conf().unset("spark.sql.parquet.mergeSchema");
    }
  }

  /** Written by another program: Spark's own description of the columns is not in it. */
  private void saveForeign() throws IOException {
    String columns = "required int32 n; optional binary raw; optional binary text (STRING);";
    var type = MessageTypeParser.parseMessageType("message m {" + columns + "}");
    var target = new org.apache.hadoop.fs.Path(dir.resolve("foreign.parquet").toUri());
    try (var writer = ExampleParquetWriter.builder(target).withType(type).build()) {
      writer.write(new SimpleGroup(type).append("n", 1).append("raw", "r").append("text", "t"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void infersWhatSparkInfersWithoutAJob(String binaryAsString) throws IOException {
    saveForeign();
    String setting = "spark.sql.parquet.binaryAsString";
    spark.conf().set(setting, binaryAsString);
    try {
      var bySpark = spark.read().parquet(dir.toString()).schema();
      assertThat(TestSpark.jobs(() -> assertThat(schemaOfInput()).isEqualTo(bySpark))).isZero();
      assertThat(TestSpark.jobs(() -> spark.read().parquet(dir.toString()))).isOne();
      assertThat(bySpark.apply("raw").dataType().typeName())
          .isEqualTo(binaryAsString.equals("true") ? "string" : "binary");
    } finally {
      spark.conf().unset(setting);
    }
  }

  private StructType schemaOfInput() {
    return resolve(parquet()).rows().schema();
  }
}
