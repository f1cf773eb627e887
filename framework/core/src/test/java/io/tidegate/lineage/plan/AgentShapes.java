package io.tidegate.lineage.plan;

import io.tidegate.TestSpark;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the rows of every shape to a Delta table while OpenLineage's agent listens. A process of
 * its own: the agent brings classes of OpenLineage's client, in another version than ours. Of files
 * written with a shuffle it tells nothing where Delta is in the session.
 */
final class AgentShapes {

  private static final Map<String, String> AGENT =
      Map.of(
          "spark.extraListeners", "io.openlineage.spark.agent.OpenLineageSparkListener",
          "spark.openlineage.transport.type", "file",
          // What decides over rows once, as ours, rather than at every column.
          "spark.openlineage.columnLineage.datasetLineageEnabled", "true");

  /** For one row each, compiling and checksums are half of the time. */
  private static final Map<String, String> QUICK =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.databricks.delta.incremental.commit.enabled", "false");

  private AgentShapes() {}

  /** The folder for the tables, and the file for the events. */
  public static void main(String[] args) {
    AGENT.forEach(System::setProperty);
    QUICK.forEach(System::setProperty);
    System.setProperty("spark.openlineage.transport.location", args[1]);
    var folder = Path.of(args[0]);
    var shop = ShopTables.in(TestSpark.session(), folder);
    TestSpark.untilHeard(() -> Shape.all().forEach(shape -> write(shape, shop, folder)));
    TestSpark.session().stop();
  }

  private static void write(Shape shape, ShopTables shop, Path folder) {
    Dataset<Row> rows = shape.rows().apply(shop);
    rows.write().format("delta").save(folder.resolve(shape.table()).toString());
    rows.unpersist();
  }
}
