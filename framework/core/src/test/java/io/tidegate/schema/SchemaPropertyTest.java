package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.config.SchemaChange;
import io.tidegate.config.WriteMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for any two schemas. The seed is in the message of a failure. */
class SchemaPropertyTest {

  private static final List<DataType> LEAVES =
      List.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.FloatType,
          DataTypes.DoubleType,
          DataTypes.StringType,
          DataTypes.DateType,
          DataTypes.TimestampNTZType,
          DataTypes.createDecimalType(9, 2),
          DataTypes.createDecimalType(12, 4));

  private static final List<String> NAMES =
      List.of("a", "A", "b", "c.d", "C.D", "größe", "GRÖßE", "first_name", "firstName", "x`y");

  @ParameterizedTest
  @EnumSource(
      value = WriteMode.class,
      names = {"APPEND", "OVERWRITE"})
  void whatIsPublishedIsTheTargetAndNothingDiffersTheNextTime(WriteMode write) {
    int published = 0;
    for (int seed = 0; seed < 600; seed++) {
      var random = new Random(seed);
      var table = struct(random, 3);
      var incoming = random.nextInt(3) == 0 ? struct(random, 3) : mutate(random, table);
      published += check(write, table, incoming, seed) ? 1 : 0;
    }
    assertThat(published).as("pairs that were not stopped").isGreaterThan(100);
  }

  private static boolean check(WriteMode write, StructType table, StructType incoming, int seed) {
    var as = "seed %d: %s to %s".formatted(seed, table.sql(), incoming.sql());
    var check = new OutputFixture(write).allow(SchemaChange.values()).check();
    var existing = new ExistingTable(true, table, List.of(), Map.of());
    var decision = check.judge(existing, incoming);
    var target = decision.target();
    assertThat(SchemaDiff.columns(target, target)).as(as).isEmpty();
    assertThat(SchemaDiff.columns(table, table)).as(as).isEmpty();
    assertThat(decision.differences().isEmpty()).as(as).isEqualTo(decision.diff().isEmpty());
    if (decision.stops()) {
      return false;
    }
    var rows = TestSpark.session().createDataFrame(List.of(), incoming);
    var aligned = SchemaAligner.align(rows, target);
    assertThat(Types.plain(aligned.schema())).as(as).isEqualTo(Types.plain(target));
    var next = check.judge(new ExistingTable(true, target, List.of(), Map.of()), aligned.schema());
    assertThat(next.target()).as(as).isEqualTo(target);
    assertThat(next.evolution()).as(as).isEqualTo(Evolution.NONE);
    assertThat(next.stops()).as(as).isFalse();
    return true;
  }

  private static StructType struct(Random random, int depth) {
    var fields = new LinkedHashMap<String, StructField>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      fields.putIfAbsent(Paths.key(name), field(name, type(random, depth - 1)));
    }
    return new StructType(fields.values().toArray(StructField[]::new));
  }

  private static DataType type(Random random, int depth) {
    return switch (depth > 0 ? random.nextInt(6) : 3) {
      case 0 -> struct(random, depth);
      case 1 -> DataTypes.createArrayType(type(random, depth - 1));
      case 2 -> DataTypes.createMapType(type(random, 0), type(random, depth - 1));
      default -> LEAVES.get(random.nextInt(LEAVES.size()));
    };
  }

  /** The same with a few columns shuffled, dropped, added, respelled or narrowed. */
  private static StructType mutate(Random random, StructType table) {
    var fields = new ArrayList<>(List.of(table.fields()));
    if (random.nextBoolean()) {
      Collections.shuffle(fields, random);
    }
    if (fields.size() > 1 && random.nextBoolean()) {
      fields.remove(random.nextInt(fields.size()));
    }
    if (random.nextBoolean()) {
      fields.add(
          random.nextInt(fields.size() + 1), field("new_" + random.nextInt(9), type(random, 2)));
    }
    fields.replaceAll(f -> random.nextInt(4) == 0 ? mutate(random, f) : f);
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static StructField mutate(Random random, StructField field) {
    if (field.dataType() instanceof StructType inner) {
      return field(field.name(), mutate(random, inner));
    }
    if (field.dataType().equals(DataTypes.LongType)) {
      return field(field.name(), DataTypes.ShortType);
    }
    if (field.dataType().equals(DataTypes.ByteType)) {
      return field(field.name(), DataTypes.IntegerType);
    }
    return field(
        field.name().toUpperCase(java.util.Locale.ROOT).replace("SS", "ß"), field.dataType());
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
