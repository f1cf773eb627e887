package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.RowStatistics;
import io.tidegate.check.RowStatistics.OfColumn;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What the staged files tell of their rows. */
class StatisticsTest extends PublisherFixture {

  private static final String RUN = "018e0000-0000-7000-8000-000000000001";

  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }

  @Test
  void exactExtremesOfEveryTypeOverAllFiles() {
    Dataset<Row> rows =
        sql("SELECT id, CAST(id AS INT) AS i, CAST(id AS SMALLINT) AS s, CAST(id AS TINYINT) AS b,"
                + " CAST(id * 1.25 AS DECIMAL(20,2)) AS price, id / 8.0D AS d,"
                + " date_add(DATE'2024-03-01', CAST(id AS INT)) AS day,"
                + " IF(id < 4, NULL, id) AS some, CAST(id AS FLOAT) AS f, CAST(NULL AS INT) AS none,"
                + " concat('t', id) AS text, IF(id = 3, DOUBLE('NaN'), id) AS nan,"
                + " timestamp_micros(id) AS at, id > 2 AS flag, array(id) AS list FROM range(1, 9)")
            .repartition(3);
    var staged = stage(RUN, "2024-03-01", output(WriteMode.OVERWRITE), rows);
    RowStatistics statistics = publisher().statistics(staged);
    assertThat(staged.files()).hasSizeGreaterThan(1);
    assertThat(statistics.rows()).isEqualTo(8);
    assertThat(statistics.columns())
        .containsEntry("id", of(0, 1L, 8L))
        .containsEntry("i", of(0, 1, 8))
        .containsEntry("s", of(0, (short) 1, (short) 8))
        .containsEntry("b", of(0, (byte) 1, (byte) 8))
        .containsEntry("price", of(0, new BigDecimal("1.25"), new BigDecimal("10.00")))
        .containsEntry("d", of(0, 0.125, 1.0))
        .containsEntry("day", of(0, Date.valueOf("2024-03-02"), Date.valueOf("2024-03-09")))
        .containsEntry("some", of(3, 4L, 8L))
        .containsEntry("f", unknown(0))
        .containsEntry("none", unknown(8))
        .containsEntry("text", unknown(0))
        .containsEntry("at", unknown(0))
        .containsEntry("flag", unknown(0))
        .containsEntry("list", unknown(0));
    assertThat(statistics.columns())
        .hasEntrySatisfying("nan", column -> assertThat(column.greatest()).isEmpty());
  }

  @Test
  void noRowsHaveNoColumns() {
    var staged = stage(RUN, "2024-03-01", output(WriteMode.OVERWRITE), sql("SELECT 1 a").limit(0));
    assertThat(publisher().statistics(staged).rows()).isZero();
  }

  @Test
  void ofThePartsThatAreWrittenAlone() {
    publish(RUN, "2024-03-01", day("2024-03-01"), rows("2024-03-01", 0, 100));
    var staged =
        stage(
            RUN.replace("0001", "0002"), "2024-03-02", day("2024-03-02"), rows("2024-03-02", 5, 7));
    assertThat(publisher().statistics(staged))
        .isEqualTo(new RowStatistics(2, Map.of("id", of(0, 5L, 6L))));
  }

  @Test
  void underTheNamesThatColumnsHave() {
    var mapped = having(output(WriteMode.OVERWRITE), Map.of("delta.columnMapping.mode", "name"));
    var staged = stage(RUN, "2024-03-01", mapped, sql("SELECT 1L AS `Last Update`"));
    assertThat(publisher().statistics(staged).columns())
        .isEqualTo(Map.of("Last Update", of(0, 1L, 1L)));
  }

  @Test
  void whichColumnsAreCounted() {
    var schema =
        StructType.fromDDL(
            "day DATE, a INT, s STRUCT<x: INT, y: INT>, b STRING, c INT, m MAP<INT, INT>");
    assertThat(counted(Map.of(), schema)).containsExactly("a", "b", "c");
    assertThat(counted(Map.of("delta.dataSkippingNumIndexedCols", "5"), schema))
        .containsExactly("a", "b");
    assertThat(counted(Map.of("delta.dataSkippingNumIndexedCols", "-1"), schema))
        .containsExactly("a", "b", "c");
    assertThat(counted(Map.of("delta.dataSkippingStatsColumns", "c"), schema)).isEmpty();
  }

  private Iterable<String> counted(Map<String, String> properties, StructType schema) {
    var output = having(output(WriteMode.OVERWRITE, "day"), properties);
    return publisher().counted(output, TableState.ABSENT, schema);
  }

  private static OfColumn of(long nulls, Object least, Object greatest) {
    return new OfColumn(nulls, Optional.of(least), Optional.of(greatest));
  }

  private static OfColumn unknown(long nulls) {
    return new OfColumn(nulls, Optional.empty(), Optional.empty());
  }
}
