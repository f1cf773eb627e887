package io.tidegate.quality;

import io.tidegate.check.RowStatistics;
import io.tidegate.check.RowStatistics.OfColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** Statistics as a writer would make them, computed by Spark. */
final class SampleStatistics {

  private SampleStatistics() {}

  static RowStatistics of(Dataset<Row> rows) {
    Map<String, OfColumn> columns = new LinkedHashMap<>();
    for (StructField field : rows.schema().fields()) {
      if (!field.dataType().typeName().matches("struct|array|map")) {
        columns.put(field.name(), of(rows, field));
      }
    }
    return new RowStatistics(rows.count(), columns);
  }

  private static OfColumn of(Dataset<Row> rows, StructField field) {
    Column column = functions.col(ColumnNames.quoted(field.name()));
    long nulls = rows.filter(column.isNull()).count();
    if (!hasExtremes(field.dataType())) {
      return new OfColumn(nulls, Optional.empty(), Optional.empty());
    }
    Row extremes = rows.agg(functions.min(column), functions.max(column)).head();
    boolean exact = !Double.valueOf(Double.NaN).equals(extremes.get(1));
    return new OfColumn(
        nulls,
        Optional.ofNullable(extremes.get(0)).filter(value -> exact),
        Optional.ofNullable(extremes.get(1)).filter(value -> exact));
  }

  private static boolean hasExtremes(DataType type) {
    return type instanceof DecimalType
        || List.of(
                DataTypes.ByteType,
                DataTypes.ShortType,
                DataTypes.IntegerType,
                DataTypes.LongType,
                DataTypes.DoubleType,
                DataTypes.DateType)
            .contains(type);
  }
}
