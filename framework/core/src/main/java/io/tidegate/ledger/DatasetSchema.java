package io.tidegate.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** The columns of a dataset, in order. */
public record DatasetSchema(List<Field> columns) {

  /**
   * A column, or a field of one.
   *
   * @param type as Spark writes it, such as {@code decimal(10,2)}; {@code struct}, {@code array}
   *     and {@code map} where there are fields
   * @param fields of a struct its own, of an array {@code _element}, of a map {@code key} and
   *     {@code value}: as OpenLineage names them
   */
  public record Field(String name, String type, boolean nullable, List<Field> fields) {}

  /** A list of the columns, for {@link SharedDocuments}. */
  public String toJson() {
    return LedgerJson.write(columns);
  }

  /**
   * @throws JsonProcessingException when the text is none
   */
  public static DatasetSchema read(String json) throws JsonProcessingException {
    return new DatasetSchema(List.of(LedgerJson.read(json, Field[].class)));
  }
}
