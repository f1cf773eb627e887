package io.tidegate.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTextTest {

  private static String text(String schema, InternalRow row) {
    return text(StructType.fromDDL(schema), row);
  }

  private static String text(StructType schema, InternalRow row) {
    var buffer = new TextBuffer(1);
    new CopyText(List.of(schema.fieldNames()), schema).write(row, buffer);
    return buffer.toString();
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static UTF8String utf8(String text) {
    return UTF8String.fromString(text);
  }

  /** Rows as Spark has them between steps, and as it has them in some sources. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isWhatTheObjectsOfUsersAreAsText(long seed) {
    StructType schema = RandomRows.schema();
    var internal = CatalystTypeConverters.createToCatalystConverter(schema);
    var external = CatalystTypeConverters.createToScalaConverter(schema);
    var unsafe = UnsafeProjection.create(schema);
    var rows = new RandomRows(new Random(seed));
    for (int i = 0; i < 2000; i++) {
      var row = (InternalRow) internal.apply(rows.next());
      String expected = TextOfRows.of((Row) external.apply(row));
      assertThat(text(schema, row)).isEqualTo(expected);
      assertThat(text(schema, unsafe.apply(row))).isEqualTo(expected);
    }
  }

  @Test
  void daysThatTheOldCalendarHasNotAreThemselves() {
    assertThat(text("d date, t timestamp", row(-141427 - 5, -141432L * 86_400_000_000L + 1)))
        .isEqualTo("1582-10-10\t1582-10-10 00:00:00.000001+00\n");
  }

  @Test
  void theYearBeforeTheFirstIsTheFirstBeforeTheEra() {
    assertThat(
            text(
                "d date, t timestamp, n timestamp_ntz",
                row(-719163, -719163L * 86_400_000_000L, -1L)))
        .isEqualTo("0001-12-31 BC\t0001-12-31 00:00:00.000000+00 BC\t1969-12-31 23:59:59.999999\n");
  }

  @Test
  void bytesThatAreNoTextAreWhatSparkShowsForThem() {
    var broken =
        UTF8String.fromBytes(new byte[] {'a', (byte) 0xff, '\\', (byte) 0xe6, (byte) 0x97});
    assertThat(text("s string", row(broken))).isEqualTo("a\ufffd\\\\\ufffd\n");
  }

  @Test
  void whatIsOfNoTypeOfTheDatabaseIsAsSparkShowsIt() {
    var nested = new GenericArrayData(new Object[] {new GenericArrayData(new int[] {1, 2})});
    var row = new GenericInternalRow(2);
    row.update(0, nested);
    row.setNullAt(1);
    assertThat(text("a array<array<int>>, v void", row))
        .isEqualTo("{\"WrappedArray(1, 2)\"}\t\\N\n");
  }

  @Test
  void longTextsMakeTheBufferGrow() {
    String text = "\\".repeat(100_000);
    assertThat(text("s string", row(utf8(text)))).isEqualTo(text + text + "\n");
  }

  @Test
  void refusesTheCharacterNul() {
    assertThatThrownBy(() -> text("s string", row(utf8("a\0b"))))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the column 's' has text with the character NUL, which PostgreSQL has not (take it out in the transform, as with replace(s, '\\u0000', ''))");
    var array = new GenericArrayData(new Object[] {utf8("日\0")});
    assertThatThrownBy(() -> text("s array<string>", row(array)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the column 's' has text with the character NUL");
  }
}
