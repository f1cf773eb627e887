package io.tidegate.lineage.plan;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One shape of a plan each, its lineage asserted whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanLineageTest {

  private final SparkSession spark = TestSpark.session();
  private final Map<String, Dataset<Row>> inputs = new LinkedHashMap<>();
  private Dataset<Row> orders = spark.emptyDataFrame();
  private Dataset<Row> customers = spark.emptyDataFrame();

  @BeforeAll
  void twoInputs(@TempDir Path folder) {
    orders =
        stored(
            folder.resolve("orders"),
            "SELECT 1L order_id, 1L customer_id, 2.5D amount, 'open' status, DATE'2024-01-01' day");
    customers =
        stored(
            folder.resolve("customers"),
            "SELECT 1L customer_id, 'AT' country, 1.1D fx, 'Ann' first, 'Lee' last,"
                + " named_struct('city', 'Graz', 'geo', named_struct('lat', 47.1D, 'lon', 15.4D))"
                + " address, array('a') tags, array(named_struct('kind', 'mail', 'value', 'x'))"
                + " contacts, map('k', 'v') labels");
    inputs.put("orders", orders);
    inputs.put("customers", customers);
    orders.createOrReplaceTempView("orders");
    customers.createOrReplaceTempView("customers");
  }

  private Dataset<Row> stored(Path folder, String query) {
    spark.sql(query).write().parquet(folder.toString());
    return spark.read().parquet(folder.toString());
  }

  private List<String> lineage(Dataset<Row> rows) {
    return text(PlanLineage.of(rows, inputs));
  }

  private List<String> sql(String query) {
    return lineage(spark.sql(query));
  }

  private static List<String> text(ColumnLineage lineage) {
    var lines = new ArrayList<String>();
    lineage.columns().forEach((column, sources) -> lines.add(column + " <- " + text(sources)));
    if (!lineage.rows().isEmpty()) {
      lines.add("ROWS <- " + text(lineage.rows()));
    }
    lineage.opaque().forEach(step -> lines.add("OPAQUE " + step));
    lineage.undeclared().forEach(what -> lines.add("UNDECLARED " + what));
    return lines;
  }

  private static String text(List<Source> sources) {
    return sources.stream().map(PlanLineageTest::text).collect(Collectors.joining(", "));
  }

  private static String text(Source source) {
    String kind = source.kind() == Kind.IDENTITY ? "" : " " + source.kind();
    return source.input() + "." + source.column() + kind + (source.masked() ? " masked" : "");
  }

  @Test
  void columnsAsTheyAre() {
    assertThat(sql("SELECT order_id, amount AS price FROM orders"))
        .containsExactly("order_id <- orders.order_id", "price <- orders.amount");
  }

  @Test
  void columnsComputedFromARow() {
    assertThat(sql("SELECT concat(first, ' ', last) AS name, CAST(fx AS STRING) fx FROM customers"))
        .containsExactly(
            "name <- customers.first TRANSFORMATION, customers.last TRANSFORMATION",
            "fx <- customers.fx TRANSFORMATION");
  }

  @Test
  void constants() {
    assertThat(sql("SELECT 1 AS one, current_date() AS today, order_id FROM orders"))
        .containsExactly("one <- ", "today <- ", "order_id <- orders.order_id");
  }

  @Test
  void filter() {
    assertThat(sql("SELECT order_id FROM orders WHERE status = 'open' AND amount > 1"))
        .containsExactly(
            "order_id <- orders.order_id", "ROWS <- orders.amount FILTER, orders.status FILTER");
  }

  @Test
  void joinAndAggregate() {
    assertThat(
            sql(
                "SELECT country, sum(amount * fx) revenue, count(DISTINCT order_id) n,"
                    + " max(concat(first, last)) sample FROM orders JOIN customers"
                    + " USING (customer_id) WHERE status = 'open' GROUP BY country"))
        .containsExactly(
            "country <- customers.country",
            "revenue <- customers.fx AGGREGATION, orders.amount AGGREGATION",
            "n <- orders.order_id AGGREGATION masked",
            "sample <- customers.first AGGREGATION, customers.last AGGREGATION",
            "ROWS <- customers.country GROUP_BY, customers.customer_id JOIN,"
                + " orders.customer_id JOIN, orders.status FILTER");
  }

  @Test
  void severalDistinctCountsAndAFirst() {
    assertThat(
            sql(
                "SELECT day, count(DISTINCT order_id) a, count(DISTINCT customer_id) b,"
                    + " first(status) c FROM orders GROUP BY day"))
        .containsExactly(
            "day <- orders.day",
            "a <- orders.order_id AGGREGATION masked",
            "b <- orders.customer_id AGGREGATION masked",
            "c <- orders.status AGGREGATION",
            "ROWS <- orders.day GROUP_BY");
  }

  @Test
  void anAggregateOfSomeRowsAndWhatIsComputedFromIt() {
    assertThat(
            sql("SELECT sum(amount) FILTER (WHERE status = 'open') / count(*) AS mean FROM orders"))
        .containsExactly("mean <- orders.amount AGGREGATION, orders.status FILTER");
  }

  @Test
  void having() {
    assertThat(sql("SELECT day FROM orders GROUP BY day HAVING max(amount) > 3"))
        .containsExactly("day <- orders.day", "ROWS <- orders.amount FILTER, orders.day GROUP_BY");
  }

  @Test
  void selfJoin() {
    var later = orders.as("later");
    var rows =
        orders
            .as("first")
            .join(later, col("first.customer_id").equalTo(col("later.customer_id")))
            .select(col("first.order_id"), col("later.amount").as("next"));
    assertThat(lineage(rows))
        .containsExactly(
            "order_id <- orders.order_id",
            "next <- orders.amount",
            "ROWS <- orders.customer_id JOIN");
  }

  @Test
  void aSelfJoinOfSomethingComputed() {
    var totals = orders.groupBy("customer_id").agg(functions.sum("amount").as("total"));
    var rows = orders.join(totals, "customer_id").select(col("order_id"), col("total"));
    assertThat(lineage(rows))
        .containsExactly(
            "order_id <- orders.order_id",
            "total <- orders.amount AGGREGATION",
            "ROWS <- orders.customer_id JOIN, orders.customer_id GROUP_BY");
  }

  @Test
  void fullOuterJoin() {
    assertThat(
            sql("SELECT customer_id, amount FROM orders FULL JOIN customers USING (customer_id)"))
        .containsExactly(
            "customer_id <- customers.customer_id TRANSFORMATION,"
                + " orders.customer_id TRANSFORMATION",
            "amount <- orders.amount",
            "ROWS <- customers.customer_id JOIN, orders.customer_id JOIN");
  }

  @Test
  void semiJoinAndBroadcast() {
    var rows =
        orders
            .join(
                broadcast(customers),
                orders.col("customer_id").equalTo(customers.col("customer_id")),
                "left_semi")
            .select("order_id");
    assertThat(lineage(rows))
        .containsExactly(
            "order_id <- orders.order_id",
            "ROWS <- customers.customer_id JOIN, orders.customer_id JOIN");
  }

  @Test
  void window() {
    var byCustomer = Window.partitionBy("customer_id").orderBy("day");
    var rows =
        orders.select(
            col("order_id"),
            functions.row_number().over(byCustomer).as("n"),
            functions.sum("amount").over(byCustomer).as("running"),
            functions.lag("status", 1).over(byCustomer).as("before"));
    String windows = "orders.customer_id WINDOW, orders.day WINDOW";
    assertThat(lineage(rows))
        .containsExactly(
            "order_id <- orders.order_id",
            "n <- " + windows,
            "running <- orders.amount AGGREGATION, " + windows,
            "before <- " + windows + ", orders.status TRANSFORMATION");
  }

  @Test
  void newestOfEach() {
    assertThat(
            sql(
                "SELECT order_id FROM (SELECT *, row_number() OVER (PARTITION BY customer_id"
                    + " ORDER BY day DESC) n FROM orders) WHERE n = 1"))
        .containsExactly(
            "order_id <- orders.order_id", "ROWS <- orders.customer_id FILTER, orders.day FILTER");
  }

  @Test
  void union() {
    assertThat(
            sql(
                "SELECT order_id AS id, status AS word FROM orders UNION ALL"
                    + " SELECT customer_id, upper(country) FROM customers WHERE fx > 0"))
        .containsExactly(
            "id <- customers.customer_id, orders.order_id",
            "word <- customers.country TRANSFORMATION, orders.status",
            "ROWS <- customers.fx FILTER");
  }

  @Test
  void aUnionWithPartOfItself() {
    var open = orders.where("status = 'open'").select("order_id", "amount");
    var rows = open.union(open.select(col("order_id"), col("order_id").cast("double")));
    assertThat(
            lineage(rows.join(open.select(col("amount").as("other"), col("order_id")), "order_id")))
        .containsExactly(
            "order_id <- orders.order_id",
            "amount <- orders.amount, orders.order_id TRANSFORMATION",
            "other <- orders.amount",
            "ROWS <- orders.order_id JOIN, orders.status FILTER");
  }

  @Test
  void intersectAndExcept() {
    assertThat(sql("SELECT customer_id FROM orders EXCEPT SELECT customer_id FROM customers"))
        .containsExactly(
            "customer_id <- orders.customer_id",
            "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER");
    assertThat(sql("SELECT customer_id FROM orders INTERSECT SELECT customer_id FROM customers"))
        .containsExactly(
            "customer_id <- orders.customer_id",
            "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER");
  }

  @Test
  void distinctAndDropDuplicates() {
    assertThat(sql("SELECT DISTINCT status FROM orders"))
        .containsExactly("status <- orders.status", "ROWS <- orders.status GROUP_BY");
    assertThat(lineage(orders.dropDuplicates("customer_id").select("amount")))
        .containsExactly("amount <- orders.amount", "ROWS <- orders.customer_id GROUP_BY");
  }

  @Test
  void sortAndLimit() {
    assertThat(sql("SELECT order_id FROM orders ORDER BY day, amount DESC LIMIT 3"))
        .containsExactly(
            "order_id <- orders.order_id", "ROWS <- orders.amount SORT, orders.day SORT");
  }

  @Test
  void caseWhenAndIf() {
    assertThat(
            sql(
                "SELECT CASE WHEN status = 'open' THEN amount WHEN day > '2024-01-01' THEN 0"
                    + " ELSE order_id END a, IF(status IS NULL, 'none', status) b,"
                    + " coalesce(status, 'none') c FROM orders"))
        .containsExactly(
            "a <- orders.amount TRANSFORMATION, orders.day CONDITIONAL,"
                + " orders.order_id TRANSFORMATION, orders.status CONDITIONAL",
            "b <- orders.status TRANSFORMATION, orders.status CONDITIONAL",
            "c <- orders.status TRANSFORMATION");
  }

  @Test
  void explodedArraysAndMaps() {
    assertThat(lineage(customers.select(col("country"), explode(col("tags")).as("tag"))))
        .containsExactly("country <- customers.country", "tag <- customers.tags TRANSFORMATION");
    assertThat(sql("SELECT k, v FROM customers LATERAL VIEW OUTER explode(labels) AS k, v"))
        .containsExactly(
            "k <- customers.labels TRANSFORMATION", "v <- customers.labels TRANSFORMATION");
  }

  @Test
  void fieldsOfStructs() {
    assertThat(
            sql(
                "SELECT address.city, address.geo.lat + 1 north, contacts.value mails,"
                    + " contacts[0].kind kind, address FROM customers WHERE address.geo.lon > 0"))
        .containsExactly(
            "city <- customers.address.city",
            "north <- customers.address.geo.lat TRANSFORMATION",
            "mails <- customers.contacts.value",
            "kind <- customers.contacts TRANSFORMATION",
            "address <- customers.address",
            "ROWS <- customers.address.geo.lon FILTER");
  }

  @Test
  void structsThatThePlanMakes() {
    assertThat(
            sql(
                "SELECT s.a a, s.b.c c, s FROM (SELECT struct(amount AS a,"
                    + " struct(upper(status) AS c, day) AS b) s FROM orders)"))
        .containsExactly(
            "a <- orders.amount",
            "c <- orders.status TRANSFORMATION",
            "s <- orders.amount, orders.day, orders.status TRANSFORMATION");
  }

  @Test
  void scalarSubquery() {
    assertThat(
            sql(
                "SELECT order_id, (SELECT max(fx) FROM customers WHERE country = 'AT') mfx"
                    + " FROM orders"))
        .containsExactly(
            "order_id <- orders.order_id",
            "mfx <- customers.country FILTER, customers.fx AGGREGATION");
  }

  @Test
  void correlatedSubquery() {
    assertThat(
            sql(
                "SELECT order_id, (SELECT max(fx) FROM customers c WHERE"
                    + " c.customer_id = o.customer_id) mfx FROM orders o"))
        .containsExactly(
            "order_id <- orders.order_id",
            "mfx <- customers.customer_id FILTER, customers.fx AGGREGATION,"
                + " orders.customer_id FILTER");
  }

  @Test
  void existsAndIn() {
    assertThat(
            sql(
                "SELECT order_id FROM orders o WHERE EXISTS (SELECT 1 FROM customers c"
                    + " WHERE c.customer_id = o.customer_id)"))
        .containsExactly(
            "order_id <- orders.order_id",
            "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER");
    assertThat(sql("SELECT order_id FROM orders WHERE status IN (SELECT country FROM customers)"))
        .containsExactly(
            "order_id <- orders.order_id",
            "ROWS <- customers.country FILTER, orders.status FILTER");
  }

  @Test
  void lateralSubquery() {
    assertThat(
            sql(
                "SELECT order_id, n FROM orders o, LATERAL (SELECT fx * amount AS n"
                    + " FROM customers c WHERE c.customer_id = o.customer_id)"))
        .containsExactly(
            "order_id <- orders.order_id",
            "n <- customers.fx TRANSFORMATION, orders.amount TRANSFORMATION",
            "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER");
  }

  @Test
  void aCommonTableNamedTwice() {
    assertThat(
            sql(
                "WITH t AS (SELECT customer_id id, amount * 2 twice FROM orders WHERE amount > 0)"
                    + " SELECT a.id, b.twice FROM t a JOIN t b ON a.id = b.id"))
        .containsExactly(
            "id <- orders.customer_id",
            "twice <- orders.amount TRANSFORMATION",
            "ROWS <- orders.amount FILTER, orders.customer_id JOIN");
  }

  @Test
  void cubes() {
    assertThat(sql("SELECT day, status, sum(amount) s FROM orders GROUP BY CUBE (day, status)"))
        .containsExactly(
            "day <- orders.day",
            "status <- orders.status",
            "s <- orders.amount AGGREGATION",
            "ROWS <- orders.day GROUP_BY, orders.status GROUP_BY");
  }

  @Test
  void pivotAndUnpivot() {
    var pivot =
        orders.groupBy("day").pivot("status", List.of("open", "done")).agg(functions.sum("amount"));
    assertThat(lineage(pivot))
        .containsExactly(
            "day <- orders.day",
            "open <- orders.amount AGGREGATION, orders.status AGGREGATION",
            "done <- orders.amount AGGREGATION, orders.status AGGREGATION",
            "ROWS <- orders.day GROUP_BY, orders.status GROUP_BY");
    assertThat(
            sql(
                "SELECT * FROM (SELECT order_id, amount, amount * 2 twice FROM orders)"
                    + " UNPIVOT (v FOR k IN (amount, twice))"))
        .containsExactly(
            "order_id <- orders.order_id",
            "k <- ",
            "v <- orders.amount, orders.amount TRANSFORMATION",
            "ROWS <- orders.amount FILTER");
  }

  @Test
  void lambdas() {
    assertThat(sql("SELECT transform(tags, t -> concat(t, country)) a FROM customers"))
        .containsExactly("a <- customers.country TRANSFORMATION, customers.tags TRANSFORMATION");
  }

  @Test
  void hashesAreMasked() {
    assertThat(sql("SELECT sha2(concat(first, last), 256) who, md5(country) c FROM customers"))
        .containsExactly(
            "who <- customers.first TRANSFORMATION masked, customers.last TRANSFORMATION masked",
            "c <- customers.country TRANSFORMATION masked");
  }

  @Test
  void cachedAndRepartitioned() {
    var rows = orders.select("order_id").repartition(col("order_id")).cache();
    try {
      rows.count();
      assertThat(lineage(rows.coalesce(1))).containsExactly("order_id <- orders.order_id");
    } finally {
      rows.unpersist();
    }
  }

  @Test
  void renamedInputsAreKnownByTheirOwnNames() {
    var renamed = orders.withColumnRenamed("amount", "price");
    assertThat(text(PlanLineage.of(renamed.select("price"), Map.of("renamed", renamed))))
        .containsExactly("price <- renamed.amount");
  }

  @Test
  void twoInputsOfOnePath() {
    String path = orders.inputFiles()[0];
    var today = spark.read().parquet(path);
    var before = spark.read().parquet(path);
    var rows =
        today
            .join(before, today.col("order_id").equalTo(before.col("order_id")))
            .select(today.col("amount"), before.col("status"));
    assertThat(text(PlanLineage.of(rows, Map.of("today", today, "before", before))))
        .containsExactly(
            "amount <- today.amount",
            "status <- before.status",
            "ROWS <- before.order_id JOIN, today.order_id JOIN");
  }

  @Test
  void aTypedMapComesFromAllThatItIsGiven() {
    MapFunction<Row, String> code = row -> row.getString(0);
    var rows = orders.select("status", "amount").map(code, Encoders.STRING()).toDF("word");
    assertThat(lineage(rows))
        .containsExactly(
            "word <- orders.amount TRANSFORMATION, orders.status TRANSFORMATION",
            "OPAQUE MapElements");
  }

  @Test
  void aTypedFilterDecidesByAllThatItIsGiven() {
    FilterFunction<Row> code = row -> row.getDouble(0) > 0;
    assertThat(lineage(orders.select("amount").filter(code)))
        .containsExactly(
            "amount <- orders.amount", "ROWS <- orders.amount FILTER", "OPAQUE TypedFilter");
  }

  @Test
  void checkpointsAndRddsComeFromAnything() {
    var all = "order_id <- customers.* TRANSFORMATION, orders.* TRANSFORMATION";
    assertThat(lineage(orders.select("order_id").localCheckpoint()))
        .containsExactly(all, "OPAQUE LogicalRDD");
    var twice = orders.select("order_id", "order_id").localCheckpoint();
    assertThat(lineage(twice.toDF("order_id", "again").select("order_id")))
        .containsExactly(all, "OPAQUE LogicalRDD");
    var rows = orders.select("order_id");
    assertThat(lineage(spark.createDataFrame(rows.toJavaRDD(), rows.schema())))
        .containsExactly(all, "OPAQUE LogicalRDD");
  }

  @Test
  void whatIsNoInputIsSaid() {
    assertThat(
            text(
                PlanLineage.of(
                    orders.join(customers, "customer_id").select("amount", "fx"),
                    Map.of("orders", orders))))
        .hasSize(4)
        .startsWith("amount <- orders.amount", "fx <- ", "ROWS <- orders.customer_id JOIN")
        .last()
        .asString()
        .startsWith("UNDECLARED file:")
        .endsWith("/customers");
  }

  @Test
  void valuesOfTheProgramAreNoInput() {
    var codes = spark.createDataset(List.of("open"), Encoders.STRING()).toDF("status");
    assertThat(lineage(orders.join(codes, "status").select("order_id", "status")))
        .containsExactly(
            "order_id <- orders.order_id", "status <- orders.status", "ROWS <- orders.status JOIN");
  }

  @Test
  void anInputWithoutRowsIsStillAnInput() {
    var none = spark.createDataFrame(List.<Row>of(), orders.schema());
    var other = spark.createDataFrame(List.<Row>of(), orders.schema());
    assertThat(text(PlanLineage.of(none.union(other).select("amount"), Map.of("none", none))))
        .containsExactly("amount <- none.amount");
  }
}
