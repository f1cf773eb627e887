package io.tidegate.dataset;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import io.tidegate.jdbc.ReadColumn;
import io.tidegate.jdbc.ReadSession;
import io.tidegate.jdbc.Reading;
import io.tidegate.volume.ComparedRows;
import io.tidegate.volume.RowSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Sets a database's rows beside those that landed, value by value: each side hashes its own.
 *
 * @param columns as the database has them
 * @param schema as the job sees them, in the same order
 * @param key the database's name of the column that tells rows apart
 */
record SourceComparison(
    ReadSession session,
    SourceSql sql,
    List<ReadColumn> columns,
    StructType schema,
    Optional<String> key,
    Names names) {

  /** Hexadecimal digits of the key's digest that name a part: 4,096 parts. */
  private static final int PART = 3;

  /** A column of both sides, each with its text of a value. */
  private record Pair(String name, String there, Column here, DataType type) {}

  ComparedRows with(Dataset<Row> landed) {
    var pairs = new ArrayList<Pair>();
    var leftOut = new ArrayList<String>();
    Optional<Pair> telling = Optional.empty();
    for (int i = 0; i < columns.size(); i++) {
      StructField field = schema.fields()[i];
      Optional<Pair> pair = pair(columns.get(i), field, landed.schema());
      pair.ifPresentOrElse(pairs::add, () -> leftOut.add(field.name()));
      if (key.equals(Optional.of(columns.get(i).name()))) {
        telling = pair;
      }
    }
    return new ComparedRows(
        pairs.stream().map(Pair::name).toList(),
        leftOut,
        telling.map(Pair::name),
        there(pairs, telling),
        here(landed, pairs, telling));
  }

  private Optional<Pair> pair(ReadColumn column, StructField field, StructType landed) {
    return Arrays.stream(landed.fields())
        .filter(other -> names.same(other.name(), field.name()))
        .filter(other -> other.dataType().equals(field.dataType()))
        .findFirst()
        .flatMap(
            other -> CanonicalText.of(functions.col(Names.quoted(other.name())), other.dataType()))
        .flatMap(
            here ->
                sql.reading()
                    .canonical(column)
                    .map(there -> new Pair(field.name(), there, here, field.dataType())));
  }

  private RowSums there(List<Pair> pairs, Optional<Pair> telling) {
    Reading reading = sql.reading();
    return new JdbcSums(
        session,
        sql,
        pairs.stream().map(pair -> reading.digest(pair.there())).toList(),
        telling
            .map(pair -> "SUBSTR(" + reading.digest(pair.there()) + ", 1, " + PART + ")")
            .orElse("'all'"),
        telling.map(pair -> "COALESCE(" + pair.there() + ", 'null')").orElse("'all'"),
        new KeyText(telling.map(Pair::type)));
  }

  private static RowSums here(Dataset<Row> landed, List<Pair> pairs, Optional<Pair> telling) {
    var digests = pairs.stream().map(pair -> LandedSums.digest(pair.here())).toArray(Column[]::new);
    return new LandedSums(
        landed,
        concat(digests),
        telling.map(pair -> substring(LandedSums.digest(pair.here()), 1, PART)).orElse(lit("all")),
        telling.map(pair -> coalesce(pair.here(), lit("null"))).orElse(lit("all")),
        new KeyText(telling.map(Pair::type)));
  }
}
