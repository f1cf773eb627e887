package io.tidegate.publish.delta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Between Java's collections and Scala's. */
final class Interop {

  private Interop() {}

  static <T> Seq<T> seq(List<? extends T> list) {
    var builder = scala.collection.immutable.List$.MODULE$.<T>newBuilder();
    list.forEach(builder::$plus$eq);
    return (Seq<T>) builder.result();
  }

  static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> map) {
    return scala.collection.immutable.Map$.MODULE$.apply(
        Interop.<Tuple2<K, V>>seq(
            map.entrySet().stream().map(e -> new Tuple2<>(e.getKey(), e.getValue())).toList()));
  }

  static <T> scala.collection.immutable.Set<T> set(Set<T> set) {
    return JavaConverters.asScalaSetConverter(set).asScala().toSet();
  }

  static <T> List<T> list(Seq<? extends T> seq) {
    return List.copyOf(JavaConverters.<T>seqAsJavaList((Seq<T>) seq));
  }

  static <K, V> Map<K, V> javaMap(scala.collection.Map<K, V> map) {
    return JavaConverters.mapAsJavaMap(map);
  }

  static <T> Option<T> option(Optional<T> value) {
    return value.map(Option::apply).orElseGet(Option::empty);
  }

  static <T> Optional<T> optional(Option<T> value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value.get());
  }
}
