package io.tidegate.interop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Between Java's collections and Scala's, for calls of Spark that have no face for Java. What comes
 * out is a copy; no collection has nulls in it.
 */
public final class Scala {

  private Scala() {}

  /** An immutable list of Scala's; it can be serialized. */
  public static <T> Seq<T> seq(List<? extends T> items) {
    var builder = scala.collection.immutable.List$.MODULE$.<T>newBuilder();
    items.forEach(builder::$plus$eq);
    return builder.result();
  }

  public static <T> List<T> list(Iterable<? extends T> items) {
    return List.copyOf(JavaConverters.<T>asJavaCollection((Iterable<T>) items));
  }

  public static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> entries) {
    return scala.collection.immutable.Map$.MODULE$.apply(
        Scala.<Tuple2<K, V>>seq(
            entries.entrySet().stream().map(e -> new Tuple2<>(e.getKey(), e.getValue())).toList()));
  }

  /** A view, in the order of Scala's map. */
  public static <K, V> Map<K, V> javaMap(scala.collection.Map<K, V> map) {
    return JavaConverters.mapAsJavaMap(map);
  }

  public static <T> scala.collection.immutable.Set<T> set(Set<T> items) {
    return JavaConverters.asScalaSetConverter(items).asScala().toSet();
  }

  public static <T> Option<T> option(Optional<T> value) {
    return value.map(Option::apply).orElseGet(Option::empty);
  }

  public static <T> Optional<T> optional(Option<T> value) {
    return value.isDefined() ? Optional.of(value.get()) : Optional.empty();
  }
}
