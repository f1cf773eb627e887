package io.tidegate.lineage.plan;

import java.util.List;

/**
 * Where OpenLineage's agent says otherwise than we do.
 *
 * @param why in a few words, of what the agent says
 * @param lines after a minus what we say and the agent does not; after a plus what it says
 */
record AgentDifference(String shape, String why, List<String> lines) {

  private static final String WHOLE =
      "orders.amount TRANSFORMATION, orders.day TRANSFORMATION, orders.status TRANSFORMATION";

  private static final String ANYTHING =
      "order_id <- customers.* TRANSFORMATION, orders.* TRANSFORMATION";

  private static AgentDifference differs(String shape, String why, String... lines) {
    return new AgentDifference(shape, why, List.of(lines));
  }

  static final List<AgentDifference> ALL =
      List.of(
          differs(
              "case when and if",
              "what coalesce passes on does not decide besides",
              "- c <- orders.status TRANSFORMATION",
              "+ c <- orders.status TRANSFORMATION, orders.status CONDITIONAL"),
          differs(
              "fields of structs",
              "of a struct it knows the whole only, and that as computed",
              "- city <- customers.address.city",
              "- north <- customers.address.geo.lat TRANSFORMATION",
              "- mails <- customers.contacts.value",
              "- ROWS <- customers.address.geo.lon FILTER",
              "+ city <- customers.address TRANSFORMATION",
              "+ north <- customers.address TRANSFORMATION",
              "+ mails <- customers.contacts TRANSFORMATION",
              "+ ROWS <- customers.address FILTER"),
          differs(
              "structs that the plan makes",
              "each field comes from all that the struct was made of",
              "- a <- orders.amount",
              "- c <- orders.status TRANSFORMATION",
              "- s <- orders.amount, orders.day, orders.status TRANSFORMATION",
              "+ a <- " + WHOLE,
              "+ c <- " + WHOLE,
              "+ s <- " + WHOLE),
          differs(
              "unpivot",
              "what is unpivoted has no origin, and its filter is not seen",
              "- v <- orders.amount, orders.amount TRANSFORMATION",
              "- ROWS <- orders.amount FILTER"),
          differs(
              "an aggregate of some rows",
              "the aggregate's own filter is not seen",
              "- mean <- orders.amount AGGREGATION, orders.status FILTER",
              "+ mean <- orders.amount AGGREGATION"),
          differs(
              "having",
              "the condition's aggregate flows into the rows, though no row shows it",
              "- ROWS <- orders.amount FILTER, orders.day GROUP_BY",
              "+ ROWS <- orders.amount AGGREGATION, orders.day GROUP_BY"),
          differs(
              "newest of each",
              "that the window's number filters is not said",
              "- ROWS <- orders.customer_id FILTER, orders.day FILTER",
              "+ ROWS <- orders.customer_id WINDOW, orders.day WINDOW"),
          differs(
              "distinct",
              "what rows are told apart by is not seen",
              "- ROWS <- orders.status GROUP_BY"),
          differs(
              "dropped duplicates",
              "what rows are told apart by is not seen",
              "- ROWS <- orders.customer_id GROUP_BY"),
          differs(
              "cube",
              "columns that are grouped by have no origin, and are not grouped by",
              "- day <- orders.day",
              "- status <- orders.status",
              "- ROWS <- orders.day GROUP_BY, orders.status GROUP_BY"),
          differs(
              "full outer join",
              "what coalesce passes on does not decide besides",
              "- customer_id <- customers.customer_id TRANSFORMATION,"
                  + " orders.customer_id TRANSFORMATION",
              "+ customer_id <- customers.customer_id TRANSFORMATION,"
                  + " customers.customer_id CONDITIONAL, orders.customer_id TRANSFORMATION,"
                  + " orders.customer_id CONDITIONAL"),
          differs(
              "union with a part of itself",
              "the join's key flows into the rows, too",
              "- ROWS <- orders.order_id JOIN, orders.status FILTER",
              "+ ROWS <- orders.order_id, orders.order_id JOIN, orders.status FILTER"),
          differs(
              "except",
              "what rows are compared by is not seen",
              "- ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          differs(
              "intersect",
              "what rows are compared by is not seen",
              "- ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          differs(
              "scalar subquery",
              "subqueries are not looked into",
              "- mfx <- customers.country FILTER, customers.fx AGGREGATION"),
          differs(
              "correlated subquery",
              "subqueries are not looked into; what they are given flows into the value",
              "- mfx <- customers.customer_id FILTER, customers.fx AGGREGATION,"
                  + " orders.customer_id FILTER",
              "+ mfx <- orders.customer_id TRANSFORMATION"),
          differs(
              "exists",
              "subqueries are not looked into",
              "- ROWS <- customers.customer_id FILTER, orders.customer_id FILTER",
              "+ ROWS <- orders.customer_id FILTER"),
          differs(
              "in",
              "subqueries are not looked into",
              "- ROWS <- customers.country FILTER, orders.status FILTER",
              "+ ROWS <- orders.status FILTER"),
          differs(
              "lateral subquery",
              "subqueries are not looked into",
              "- n <- customers.fx TRANSFORMATION, orders.amount TRANSFORMATION",
              "- ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          differs(
              "a common table named twice",
              "the second naming has no origins; the join is told as a value",
              "- twice <- orders.amount TRANSFORMATION",
              "- ROWS <- orders.amount FILTER, orders.customer_id JOIN",
              "+ ROWS <- orders.amount FILTER, orders.customer_id"),
          differs(
              "typed map",
              "code has no origins, rather than all that it is given",
              "- word <- orders.amount TRANSFORMATION, orders.status TRANSFORMATION"),
          differs(
              "typed filter", "code that filters is not seen", "- ROWS <- orders.amount FILTER"),
          differs("checkpoint", "a lost plan has no origins, rather than any", "- " + ANYTHING),
          differs(
              "checkpoint of a column twice",
              "a lost plan has no origins, rather than any",
              "- " + ANYTHING),
          differs("RDD", "a lost plan has no origins, rather than any", "- " + ANYTHING));

  static AgentDifference of(Shape shape) {
    return ALL.stream()
        .filter(difference -> difference.shape.equals(shape.name()))
        .findFirst()
        .orElse(differs(shape.name(), "the same"));
  }
}
