package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import io.tidegate.publish.StageRequest.Evolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a write through Delta's public interface cannot say of a table's columns. */
record StagedTable(SparkSession spark, StagedOutput staged, StagedWrite write) {

  /**
   * Creates the table where it says more than names and types; lets columns be null that may, and
   * columns that rows are merged into be as wide as the rows'.
   */
  void prepare() {
    var wanted = (StructType) DataType.fromJson(write.schema());
    if (!DeltaTable.isDeltaTable(spark, staged.path())) {
      if (saysMore(wanted)) {
        create(wanted);
      }
    } else if (write.evolution() == Evolution.MERGE) {
      var now = spark.read().format("delta").load(staged.path()).schema();
      relaxed("", now, wanted).forEach(this::relax);
      if (write.merge().isPresent()) {
        widen(now, wanted);
      }
    }
  }

  /** A merge takes rows of a wider type for rows to be cast; an append without rows does not. */
  private void widen(StructType now, StructType wanted) {
    List<String> there = List.of(now.fieldNames());
    StructField[] fields =
        Arrays.stream(wanted.fields())
            .filter(field -> there.contains(field.name()))
            .toArray(StructField[]::new);
    if (Arrays.stream(fields).anyMatch(field -> !isSameType(field, now))) {
      spark
          .createDataFrame(List.of(), new StructType(fields))
          .write()
          .format("delta")
          .mode("append")
          .option("mergeSchema", true)
          .save(staged.path());
    }
  }

  private static boolean isSameType(StructField field, StructType now) {
    return now.apply(field.name())
        .dataType()
        .catalogString()
        .equals(field.dataType().catalogString());
  }

  /** The one commit with the rows. */
  void put(Dataset<Row> rows, CommitNote note, long number) {
    if (write.merge().isPresent() && DeltaTable.isDeltaTable(spark, staged.path())) {
      new TableMerge(spark, staged, write, write.merge().get()).publish(note, number);
    } else {
      write.publish(rows, staged, note, number);
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
