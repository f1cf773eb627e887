package io.tidegate.testkit;

import static io.tidegate.testkit.DatasetAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.job.Inputs;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;
import io.tidegate.problem.UserException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class TestRunTest {

  private static final class Days extends SparkJob {
    @Override
    public Outputs compute(Inputs inputs, RunContext run) {
      Dataset<Row> ids = inputs.get("ids");
      return Outputs.of("few", ids.limit(run.settings().integer("few")))
          .and(
              "dated",
              ids.withColumn("day", functions.lit(run.logicalDate().toString()))
                  .withColumn("until", functions.lit(run.intervalEnd().toString())));
    }
  }

  @Test
  void givesTheJobItsInputsDateAndSettings(SparkSession spark) {
    var run =
        TestRun.of(new Days())
            .at("2024-02-28")
            .input("ids", spark.range(1, 3).toDF())
            .settings("few = 1");
    assertThat(run.output("few")).hasRows(RowFactory.create(1L));
    assertThat(run.output("dated"))
        .hasRows(
            RowFactory.create(1L, "2024-02-28", "2024-02-29T00:00:00Z"),
            RowFactory.create(2L, "2024-02-28", "2024-02-29T00:00:00Z"));
  }

  @Test
  void saysWhatIsMissing(SparkSession spark) {
    var run = TestRun.of(new Days()).settings("few = 1");
    assertThatThrownBy(() -> run.output("few"))
        .isInstanceOf(UserException.class)
        .hasMessage("the test gives the job no input 'ids' (it gives [])");
    assertThatThrownBy(() -> run.input("ids", spark.range(1).toDF()).output())
        .isInstanceOf(UserException.class)
        .hasMessage("the job computes no output 'output' (it computes [few, dated])");
  }
}
