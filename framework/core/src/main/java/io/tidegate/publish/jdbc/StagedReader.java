package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.TableName;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads staged rows back through Spark, as they were. */
record StagedReader(SparkSession spark, Place place, TableName stage) {

  Dataset<Row> read(StructType schema) {
    String columns =
        Arrays.stream(schema.fields()).map(this::selected).collect(Collectors.joining(", "));
    return spark
        .read()
        .format("jdbc")
        .options(place.database().properties())
        .option("url", place.database().url())
        .option("driver", place.database().dialect().driver())
        .option("dbtable", "(SELECT " + columns + " FROM " + place.sql(stage) + ") AS staged")
        .option("fetchsize", 10_000)
        .load()
        .select(Arrays.stream(schema.fields()).map(StagedReader::cast).toArray(Column[]::new));
  }

  /** Times as text: Spark's reader takes them for times of the JVM's zone. */
  private String selected(StructField field) {
    String name = place.sql(field.name());
    return isText(field.dataType()) ? "CAST(" + name + " AS varchar) AS " + name : name;
  }

  private static boolean isText(DataType type) {
    return type instanceof StringType
        || type.equals(DataTypes.TimestampType)
        || type.equals(DataTypes.TimestampNTZType);
  }

  private static Column cast(StructField field) {
    String name = QuotingUtils.quoteIdentifier(field.name());
    return functions.col(name).cast(field.dataType()).as(field.name(), field.metadata());
  }
}
