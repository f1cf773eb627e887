package io.tidegate.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Between Scala's collections and Java's. */
final class Scala {

  private Scala() {}

  static <T> List<T> list(scala.collection.Iterable<T> items) {
    return new ArrayList<>(JavaConverters.asJavaCollection(items));
  }

  static <T> Seq<T> seq(List<T> items) {
    return JavaConverters.asScalaBuffer(items).toList();
  }

  static <T> Optional<T> optional(Option<T> option) {
    return option.isDefined() ? Optional.of(option.get()) : Optional.empty();
  }

  static <K, V> Map<K, V> map(scala.collection.Map<K, V> map) {
    return JavaConverters.mapAsJavaMap(map);
  }

  static <K, V> scala.collection.immutable.Map<K, V> immutableMap(Map<K, V> map) {
    var pairs = new ArrayList<Tuple2<K, V>>();
    map.forEach((key, value) -> pairs.add(new Tuple2<>(key, value)));
    return scala.collection.immutable.Map$.MODULE$.<K, V>empty().$plus$plus(seq(pairs));
  }
}
