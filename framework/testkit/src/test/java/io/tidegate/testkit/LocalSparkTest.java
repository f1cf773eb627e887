package io.tidegate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class LocalSparkTest {

  @Test
  void everyTestHasTheSameSession(SparkSession spark) {
    assertThat(spark).isSameAs(LocalSpark.session());
  }

  @Test
  void isSmallAndQuiet(SparkSession spark) {
    var conf = spark.conf();
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.get("spark.sql.shuffle.partitions")).isEqualTo("2");
    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(spark.sparkContext().uiWebUrl().isEmpty()).isTrue();
    assertThat(spark.sparkContext().master()).isEqualTo("local[2]");
  }

  @Test
  void readsAndWritesDelta(SparkSession spark, @TempDir Path directory) {
    var path = directory.resolve("table").toString();
    spark.range(3).write().format("delta").save(path);
    var count = spark.sql("select count(*) from delta.`" + path + "`").head().getLong(0);
    assertThat(count).isEqualTo(3);
  }

  @Test
  void saysWhichOptionsTheJvmLacks() {
    assertThatThrownBy(() -> LocalSpark.requireOpen(false))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Spark cannot start: this JVM keeps java.base closed to it (give the test JVM these"
                + " options: -XX:+IgnoreUnrecognizedVMOptions --add-opens=java.base/java.lang=");
  }
}
