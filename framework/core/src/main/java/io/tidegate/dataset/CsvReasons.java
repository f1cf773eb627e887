package io.tidegate.dataset;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Of rows of CSV: tells the number of fields before the values, which then are in other columns.
 */
final class CsvReasons implements RowReasons {

  private static final long serialVersionUID = 1L;

  private final StructType header;
  private final Set<String> required;
  private final CSVOptions options;

  /**
   * @param required the names among the header's that may not be empty
   */
  CsvReasons(StructType header, Set<String> required, CSVOptions options) {
    this.header = header;
    this.required = Set.copyOf(required);
    this.options = options;
  }

  @Override
  public String of(InternalRow row, String text) {
    String[] tokens;
    try {
      tokens = new CsvParser(options.asParserSettings()).parseLine(text);
    } catch (TextParsingException e) {
      return "is no CSV: " + DeclaredSchema.firstLine(e);
    }
    if (tokens == null || tokens.length != header.length()) {
      int fields = tokens == null ? 0 : tokens.length;
      return Texts.count(fields, "field") + ", the header has " + header.length();
    }
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      add(header.fields()[i], row.isNullAt(i), tokens[i] == null ? "" : tokens[i], reasons);
    }
    return reasons.isEmpty() ? "is no CSV that fits the schema" : String.join("; ", reasons);
  }

  private void add(StructField column, boolean missing, String token, List<String> reasons) {
    boolean said = !token.isEmpty() && !token.equals(options.nullValue());
    boolean typed = !column.dataType().equals(DataTypes.StringType);
    if (missing && said && typed) {
      reasons.add(RowReasons.notOfType(column.name(), token, column.dataType().sql()));
    } else if (missing && required.contains(column.name())) {
      reasons.add(RowReasons.empty(column.name()));
    }
  }
}
