package io.tidegate.lineage.plan;

import io.tidegate.TestSpark;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the rows of every shape to a table while OpenLineage's agent listens. A process of its
 * own: the agent brings classes of OpenLineage's client, in another version than ours.
 */
final class AgentShapes {

  private AgentShapes() {}

  /** The folder for the tables, and the file for the events. */
  public static void main(String[] args) {
    System.setProperty(
        "spark.extraListeners", "io.openlineage.spark.agent.OpenLineageSparkListener");
    System.setProperty("spark.openlineage.transport.type", "file");
    System.setProperty("spark.openlineage.transport.location", args[1]);
    System.setProperty("spark.openlineage.columnLineage.datasetLineageEnabled", "true");
    var folder = Path.of(args[0]);
    var shop = ShopTables.in(TestSpark.session(), folder);
    TestSpark.untilHeard(() -> Shape.all().forEach(shape -> write(shape, shop, folder)));
    TestSpark.session().stop();
  }

  private static void write(Shape shape, ShopTables shop, Path folder) {
    long t = System.nanoTime();
    Dataset<Row> rows = shape.rows().apply(shop);
    rows.write()
        .format(System.getProperty("fmt", "delta"))
        .save(folder.resolve(table(shape)).toString());
    rows.unpersist();
    System.out.println((System.nanoTime() - t) / 1000000 + " " + shape.name());
  }

  /** The table's folder, by which the agent's events know it. */
  static String table(Shape shape) {
    return shape.name().replace(' ', '-');
  }
}
