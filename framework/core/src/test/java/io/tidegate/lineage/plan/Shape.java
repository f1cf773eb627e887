package io.tidegate.lineage.plan;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One shape of a plan.
 *
 * @param lineage where its columns come from, whole, as {@link LineageText} writes it
 */
record Shape(String name, Function<ShopTables, Dataset<Row>> rows, List<String> lineage) {

  static Shape of(String name, Function<ShopTables, Dataset<Row>> rows, String... lineage) {
    return new Shape(name, rows, List.of(lineage));
  }

  static Shape sql(String name, String query, String... lineage) {
    return of(name, shop -> shop.sql(query), lineage);
  }

  static Stream<Shape> all() {
    return Stream.of(RowShapes.ALL, GroupShapes.ALL, TableShapes.ALL, CodeShapes.ALL)
        .flatMap(List::stream);
  }

  /** The name of a folder for its rows. */
  String table() {
    return name.replace(' ', '-');
  }
}
