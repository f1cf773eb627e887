package io.tidegate.cluster;

import io.tidegate.ledger.Ledger;
import io.tidegate.testkit.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** A cluster, the project on it, a machine to submit from, and eyes for what became of it. */
record Lab(
    Cluster cluster,
    FileSystem hdfs,
    Applications applications,
    Project project,
    Submitter submitter)
    implements CloseableResource {

  /** As the reports were until the columns were renamed on 2020-03-22. */
  private static final String HEADER =
      "Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered";

  static Lab start(Path work, boolean secured) throws Exception {
    delete(work);
    var cluster = Cluster.start(work, secured);
    String jvmOption = "";
    if (secured) {
      var kerberos = new Kerberos(work);
      kerberos.login(cluster.settings());
      jvmOption = kerberos.jvmOption();
    }
    var hdfs = FileSystem.get(cluster.settings());
    var spark = SparkHome.make(work.resolve("spark"), jvmOption);
    var environment =
        Map.ofEntries(
            Map.entry("JAVA_HOME", Jvm.HOME),
            Map.entry("SPARK_HOME", spark.path().toString()),
            Map.entry("HADOOP_CONF_DIR", cluster.clientConf().toString()),
            Map.entry("SPARK_LOCAL_IP", "127.0.0.1"),
            Map.entry("SPARK_SUBMIT_OPTS", jvmOption),
            Map.entry("TIDEGATE_JAVA_OPTS", jvmOption));
    return new Lab(
        cluster,
        hdfs,
        Applications.of(cluster.settings()),
        Project.make(work.resolve("project"), hdfs),
        new Submitter(work.resolve("submitter"), spark, environment));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  Run run(String conf, String date) {
    return new Run(project, conf, date, List.of());
  }

  /** Of what was delivered. */
  Run extract(String conf, String date) {
    return run(conf, date).set("data=hdfs:///data");
  }

  /** A folder of this machine at which the waiting job of a date waits. */
  Path gate(String name) {
    return cluster.work().resolve("gates").resolve(name);
  }

  /** Delivers a daily report: so many places of one country, with 7 in every column of counts. */
  void deliver(String date, int rows) throws IOException {
    var lines = new ArrayList<>(List.of(HEADER));
    for (int row = 0; row < rows; row++) {
      lines.add("place " + row + ",Freedonia,2020-03-20T10:00:00,7,7,7");
    }
    try (var out = hdfs.create(new org.apache.hadoop.fs.Path("/data/" + date + ".csv"))) {
      out.write(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** That of a warehouse, which is a folder of HDFS. */
  Ledger ledger(String warehouse) {
    return Ledger.open("hdfs://" + warehouse + "/_tidegate", cluster.settings());
  }

  /** A Delta table as any reader sees it. */
  Dataset<Row> table(String warehouse, String path) {
    return LocalSpark.session().read().format("delta").load(hdfs.getUri() + warehouse + "/" + path);
  }

  /** Delta's commits of a table, a file each; none where nothing was published. */
  List<String> commits(String table) throws IOException {
    var log = new org.apache.hadoop.fs.Path(table + "/_delta_log");
    return hdfs.exists(log)
        ? Stream.of(hdfs.listStatus(log))
            .map(file -> file.getPath().getName())
            .filter(name -> name.endsWith(".json"))
            .toList()
        : List.of();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    applications.close();
    hdfs.close();
    cluster.close();
  }
}
