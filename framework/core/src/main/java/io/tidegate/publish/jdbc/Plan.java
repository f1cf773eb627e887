package io.tidegate.publish.jdbc;

import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.WriteMode;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableColumn;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.ReplacedRows;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.jdbc.StagedLoad.Column;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Decides how rows are staged: the columns, their types and what is replaced. */
record Plan(Place place, StageRequest request) {

  /**
   * @throws UserException when the rows do not fit the table or the output
   * @throws ConflictException when the table was made or dropped since the run looked
   */
  StagedLoad load(Statements sql) throws SQLException {
    var found = new Shape(place.loading().columns(sql.connection(), place.table()));
    if (found.columns().isEmpty() == request.base().exists()) {
      throw new ConflictException(
          "the table %s was %s since the run looked at it"
              .formatted(place.path(), found.columns().isEmpty() ? "dropped" : "created"));
    }
    List<Column> columns =
        Arrays.stream(request.change().schema().fields()).map(f -> column(f, found)).toList();
    List<Load> loads = new Loads(place).all(sql);
    return new StagedLoad(
        place.newStage(request.runId()).name(),
        columns,
        found.columns(),
        request.base().exists() || loads.isEmpty()
            ? Math.max(request.base().version(), 0)
            : loads.get(0).version(),
        output().keys().stream().map(key -> key(key, columns)).toList(),
        replaced(sql, columns),
        request.change().evolution(),
        request.change().schema().json());
  }

  private OutputConfig output() {
    return request.output();
  }

  /** As the table has it, unless the load changes its type. */
  private Column column(StructField field, Shape found) {
    Optional<TableColumn> present = found.find(field.name());
    String type =
        present
            .map(TableColumn::type)
            .filter(
                has ->
                    request.change().evolution() == Evolution.NONE
                        || place.loading().sparkType(has).equals(field.dataType()))
            .or(() -> place.loading().type(field.dataType()))
            .orElseThrow(() -> unloadable(field));
    boolean nullable = field.nullable() && present.map(TableColumn::nullable).orElse(true);
    return new Column(
        field.name(),
        type,
        request.change().evolution() == Evolution.NONE ? nullable : field.nullable());
  }

  private UserException unloadable(StructField field) {
    return mistake(
        "the column '%s' is %s, which the database has no type for"
            .formatted(field.name(), field.dataType().catalogString()),
        "make text of it in the transform, as with to_json(" + field.name() + ")");
  }

  private String key(String key, List<Column> columns) {
    return columns.stream()
        .map(Column::name)
        .filter(key::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                mistake(
                    "the key '" + key + "' is not among the output's columns",
                    "the output has "
                        + String.join(", ", columns.stream().map(Column::name).toList())));
  }

  private Optional<String> replaced(Statements sql, List<Column> columns) throws SQLException {
    StructType schema = request.change().schema();
    Optional<String> checked = ReplacedRows.predicate(output(), schema);
    return output().write() == WriteMode.REPLACE_PARTITION
        ? Optional.of(slice(sql, output().partition().orElseThrow(), columns))
        : checked;
  }

  /** With the value as the database writes it, so that two texts of one value are one. */
  private String slice(Statements sql, PartitionValue value, List<Column> columns)
      throws SQLException {
    Column column =
        columns.stream()
            .filter(each -> each.name().equalsIgnoreCase(value.column()))
            .findFirst()
            .orElseThrow();
    String written =
        sql.query(
                row -> row.getString(1),
                "SELECT CAST(CAST(%s AS %s) AS varchar)"
                    .formatted(place.literal(value.value()), column.type()))
            .get(0);
    return place.sql(column.name()) + " = " + place.literal(written);
  }

  private UserException mistake(String message, String remedy) {
    return new UserException(
        Problem.at(io.tidegate.problem.Place.key("outputs." + output().key()), message, remedy));
  }
}
