package io.tidegate.jdbc;

import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Rows in the text format of PostgreSQL's COPY: every type reads what it writes itself. */
final class CopyText {

  private static final String BINARY = "\\x";

  private static final Map<Character, String> OF_VALUES =
      Map.of('\\', "\\\\", '\t', "\\t", '\n', "\\n", '\r', "\\r");

  /** Escaped in the quotes of an element, and then as any text. */
  private static final Map<Character, String> OF_ELEMENTS =
      Map.of('\\', "\\\\\\\\", '"', "\\\\\"", '\t', "\\t", '\n', "\\n", '\r', "\\r");

  private final ValueText[] columns;

  /**
   * @param names of the columns, in the order of the schema
   */
  CopyText(List<String> names, StructType schema) {
    this.columns =
        IntStream.range(0, schema.length())
            .mapToObj(i -> column(names.get(i), schema.apply(i).dataType()))
            .toArray(ValueText[]::new);
  }

  /**
   * @throws UserException for text that PostgreSQL has no place for
   */
  void write(InternalRow row, TextBuffer out) {
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        out.add('\t');
      }
      if (row.isNullAt(i)) {
        out.add("\\N");
      } else {
        columns[i].write(row, i, out);
      }
    }
    out.add('\n');
  }

  private static ValueText column(String name, DataType type) {
    return type instanceof ArrayType array
        ? array(texts(OF_ELEMENTS, name).of(array.elementType()))
        : texts(OF_VALUES, name).of(type);
  }

  private static ValueTexts texts(Map<Character, String> escapes, String name) {
    Supplier<RuntimeException> nul = () -> nul(name);
    return new ValueTexts(new Escapes(escapes, Optional.of(nul)), BINARY);
  }

  private static ValueText array(ValueText element) {
    return (from, at, out) -> {
      ArrayData array = from.getArray(at);
      out.add('{');
      for (int i = 0; i < array.numElements(); i++) {
        if (i > 0) {
          out.add(',');
        }
        element(array, i, element, out);
      }
      out.add('}');
    };
  }

  private static void element(ArrayData array, int at, ValueText element, TextBuffer out) {
    if (array.isNullAt(at)) {
      out.add("NULL");
    } else {
      out.add('"');
      element.write(array, at, out);
      out.add('"');
    }
  }

  private static UserException nul(String column) {
    return new UserException(
        "the column '" + column + "' has text with the character NUL, which PostgreSQL has not",
        "take it out in the transform, as with replace(" + column + ", '\\u0000', '')");
  }
}
