package io.tidegate.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The fields of one struct of the table beside those of the dataset, matched by name. */
final class Level {

  /**
   * A field and where it stands, from 0.
   *
   * @param before the key of the nearest field before it that both sides have; empty for none
   */
  record Placed(StructField field, int position, String before) {}

  private final Map<String, Integer> incomingPositions = new HashMap<>();
  private final StructField[] incoming;
  private final List<Placed> dropped;
  private final List<Placed> added;

  Level(StructType table, StructType dataset) {
    incoming = dataset.fields();
    for (int i = 0; i < incoming.length; i++) {
      incomingPositions.put(Paths.key(incoming[i].name()), i);
    }
    var tableKeys = new HashMap<String, Integer>();
    for (int i = 0; i < table.length(); i++) {
      tableKeys.put(Paths.key(table.fields()[i].name()), i);
    }
    dropped = without(table.fields(), incomingPositions);
    added = without(incoming, tableKeys);
  }

  private static List<Placed> without(StructField[] fields, Map<String, Integer> others) {
    var rest = new ArrayList<Placed>();
    String before = "";
    for (int i = 0; i < fields.length; i++) {
      String key = Paths.key(fields[i].name());
      if (others.containsKey(key)) {
        before = key;
      } else {
        rest.add(new Placed(fields[i], i, before));
      }
    }
    return rest;
  }

  /** The dataset's field of this name. */
  Optional<StructField> match(StructField table) {
    return position(table).map(i -> incoming[i]);
  }

  /** Where the dataset has the field of this name, from 0. */
  Optional<Integer> position(StructField table) {
    return Optional.ofNullable(incomingPositions.get(Paths.key(table.name())));
  }

  /** The table's fields that the dataset does not have, in the table's order. */
  List<Placed> dropped() {
    return dropped;
  }

  /** The dataset's fields that the table does not have, in the dataset's order. */
  List<Placed> added() {
    return added;
  }
}
