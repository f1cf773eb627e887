package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.WriteMode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Invariant I1: whatever happens, a reader sees whole versions. */
abstract class VisibilityContract extends PublisherFixture {

  private static final String D1 = "2020-03-01";
  private static final String D2 = "2020-03-02";
  private static final LongAdder FAILURES = new LongAdder();

  @Test
  void showsAReaderWholeVersionsOnly() throws InterruptedException {
    publish("r0", D1, output(WriteMode.OVERWRITE, "day"), rows(D1, 0, 10));
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var stop = new AtomicBoolean();
    var reader =
        new Thread(
            () -> {
              while (!stop.get()) {
                seen.add(countAndSum());
              }
            });
    reader.start();
    try {
      publisher().discard(stage("r1", D2, output(WriteMode.OVERWRITE, "day"), rows(D2, 0, 77)));
      var failing = rows(D2, 0, 33).withColumn("id", functions.expr("raise_error('no')"));
      assertThatThrownBy(() -> stage("r2", D2, output(WriteMode.OVERWRITE, "day"), failing))
          .isNotNull();
      publish("r3", D2, output(WriteMode.OVERWRITE, "day"), rows(D2, 0, 20));
    } finally {
      seen.add(countAndSum());
      stop.set(true);
      reader.join();
    }
    assertThat(seen).containsExactlyInAnyOrder("[10,45]", "[20,190]");
  }

  private String countAndSum() {
    return spark
        .read()
        .format("delta")
        .load(path())
        .agg(functions.count("*"), functions.sum("id"))
        .head()
        .toString();
  }

  @Test
  void leavesNothingOfAJobThatFails() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    var before = dataFiles();
    Dataset<Row> failing =
        rows(D2, 0, 8)
            .coalesce(1)
            .withColumn("id", functions.expr("IF(id = 7, raise_error('no'), id)"));
    assertThatThrownBy(() -> stage("r2", D2, output(WriteMode.APPEND), failing))
        .isInstanceOf(Exception.class)
        .hasStackTraceContaining("no");
    assertThat(dataFiles()).isEqualTo(before);
    assertThat(version()).isEqualTo(0);
  }

  @Test
  void writesEachRowOnceWhenTasksAreTriedAgain() {
    FAILURES.reset();
    var staged =
        stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1000).withColumn("id", flaky()));
    assertThat(FAILURES.sum()).isPositive();
    assertThat(staged.rows()).isEqualTo(1000);
    assertThat(texts(publisher().read(staged))).hasSize(1000).doesNotHaveDuplicates();
    assertThat(dataFiles().stream().filter(name -> name.endsWith(".parquet")))
        .hasSameSizeAs(staged.files());
    commit(staged);
    assertThat(table()).hasSize(1000).doesNotHaveDuplicates();
  }

  /** Each task fails at its end, in its first attempt. */
  private static Column flaky() {
    UDF1<Long, Long> failOnce =
        id -> {
          if (TaskContext.get().attemptNumber() == 0 && id % 500 == 499) {
            FAILURES.increment();
            throw new IllegalStateException("failed on purpose");
          }
          return id;
        };
    return functions.udf(failOnce, DataTypes.LongType).apply(functions.col("id"));
  }
}
