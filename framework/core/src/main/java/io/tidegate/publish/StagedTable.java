package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import io.tidegate.publish.StageRequest.Evolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a write through Delta's public interface cannot say of a table's columns. */
record StagedTable(SparkSession spark, StagedOutput staged, StagedWrite write) {

  /** Creates the table where it says more than names and types; lets columns be null that may. */
  void prepare() {
    var wanted = (StructType) DataType.fromJson(write.schema());
    if (!DeltaTable.isDeltaTable(spark, staged.path())) {
      if (saysMore(wanted)) {
        create(wanted);
      }
    } else if (write.evolution() == Evolution.MERGE) {
      var now = spark.read().format("delta").load(staged.path()).schema();
      relaxed("", now, wanted).forEach(this::relax);
    }
  }

  private static boolean saysMore(StructType schema) {
    return Arrays.stream(schema.fields())
        .anyMatch(
            field ->
                !field.nullable()
                    || field.getComment().isDefined()
                    || (field.dataType() instanceof StructType nested && saysMore(nested)));
  }

  private void create(StructType schema) {
    var builder =
        DeltaTable.createIfNotExists(spark)
            .location(staged.path())
            .addColumns(schema)
            .partitionedBy(staged.partitionBy().toArray(String[]::new));
    write.properties().forEach(builder::property);
    builder.execute();
  }

  private static List<String> relaxed(String path, StructType now, StructType wanted) {
    List<String> paths = new ArrayList<>();
    for (StructField field : now.fields()) {
      for (StructField to : wanted.fields()) {
        if (to.name().equals(field.name())) {
          String column = path + QuotingUtils.quoteIdentifier(field.name());
          if (to.nullable() && !field.nullable()) {
            paths.add(column);
          }
          if (field.dataType() instanceof StructType from
              && to.dataType() instanceof StructType t) {
            paths.addAll(relaxed(column + ".", from, t));
          }
        }
      }
    }
    return paths;
  }

  private void relax(String column) {
    spark.sql(
        "ALTER TABLE delta.%s ALTER COLUMN %s DROP NOT NULL"
            .formatted(QuotingUtils.quoteIdentifier(staged.path()), column));
  }
}
