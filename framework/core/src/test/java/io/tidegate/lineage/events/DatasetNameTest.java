package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetNameTest {

  @ParameterizedTest
  @CsvSource({
    "s3a://lake/silver/orders,s3://lake,silver/orders",
    "s3n://lake/silver/orders/,s3://lake,silver/orders",
    "gs://lake/silver/orders,gs://lake,silver/orders",
    "hdfs://nn:8020/silver/orders,hdfs://nn:8020,/silver/orders",
    "file:/silver/two%20orders,file,/silver/two orders",
    "file:///silver/orders,file,/silver/orders",
    "abfss://c@a.dfs.core.windows.net/orders,abfss://c@a.dfs.core.windows.net,orders"
  })
  void isAsOpenLineageNamesIt(String location, String namespace, String name) {
    assertThat(DatasetName.ofTable(location)).isEqualTo(new DatasetName(namespace, name));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://raw/orders/dt=2026-02-28,raw orders",
    "s3://raw/orders/dt=2026-02-28/hour=05,raw orders",
    "s3://raw/orders/2026-02-28,raw orders",
    "s3://raw/orders/20260228,raw orders",
    "s3://raw/orders/2026/02/28,raw orders",
    "s3://raw/orders,raw orders"
  })
  void leavesDirectoriesOfPartitionsOut(String location, String whole) {
    assertThat(DatasetName.ofFiles(location))
        .isEqualTo(new DatasetName("s3://raw", whole.split(" ")[1]));
  }

  @Test
  void theSourceIsAlwaysAUri() {
    assertThat(DatasetName.ofTable("file:/a").source()).isEqualTo(URI.create("file:///"));
    assertThat(DatasetName.ofTable("s3a://b/a").source()).isEqualTo(URI.create("s3://b"));
  }
}
