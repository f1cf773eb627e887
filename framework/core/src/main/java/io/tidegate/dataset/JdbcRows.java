package io.tidegate.dataset;

import io.tidegate.config.JdbcSource;
import io.tidegate.dataset.SplitSearch.Parts;
import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.ReadColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.PreciseTimestampConversion;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** A source's rows by Spark's own JDBC reader, which knows what a job selects and filters. */
record JdbcRows(SparkSession spark, Database database, JdbcSource source) {

  /**
   * @param joining what a connection begins with
   */
  Dataset<Row> of(SourceSql sql, List<ReadColumn> columns, Parts parts, Optional<String> joining) {
    String selected =
        Stream.concat(
                columns.stream().map(c -> c.expression() + " AS " + sql.quoted(c.name())),
                parts.marker().stream()
                    .map(marker -> marker + " AS " + sql.quoted(SplitSearch.MARKER)))
            .collect(Collectors.joining(", "));
    return spark
        .read()
        .options(options(joining))
        .jdbc(
            database.url(),
            "(" + sql.select(selected) + ") t",
            parts.conditions().toArray(String[]::new),
            new Properties())
        .select(columns.stream().map(JdbcRows::converted).toArray(Column[]::new));
  }

  private Map<String, String> options(Optional<String> joining) {
    var options = new HashMap<>(database.properties());
    options.put("driver", database.dialect().driver());
    options.put("fetchsize", Integer.toString(source.fetchRows()));
    joining.ifPresent(statements -> options.put("sessionInitStatement", statements));
    return options;
  }

  private static Column converted(ReadColumn column) {
    Column given = functions.col(Names.quoted(column.name()));
    return switch (column.conversion()) {
      case NONE -> given;
      case INSTANT -> functions.timestamp_micros(given).as(column.name());
      case MICROSECONDS ->
          new Column(
                  new PreciseTimestampConversion(
                      given.expr(), DataTypes.LongType, DataTypes.TimestampNTZType))
              .as(column.name());
    };
  }
}
