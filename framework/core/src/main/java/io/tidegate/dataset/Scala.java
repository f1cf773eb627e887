package io.tidegate.dataset;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The few conversions between Java's and Scala's collections that Spark's own classes ask for. */
final class Scala {

  private Scala() {}

  static <T> Seq<T> seq(List<? extends T> items) {
    Iterator<T> iterator = List.<T>copyOf(items).iterator();
    return JavaConverters.asScalaIterator(iterator).toList();
  }

  static <T> List<T> list(Seq<T> items) {
    return List.copyOf(JavaConverters.seqAsJavaList(items));
  }

  static scala.collection.immutable.Map<String, String> map(Map<String, String> entries) {
    var pairs = entries.entrySet().stream().map(e -> Tuple2.apply(e.getKey(), e.getValue()));
    return scala.collection.immutable.Map$.MODULE$
        .<String, String>empty()
        .$plus$plus(seq(pairs.toList()));
  }

  static <T> Option<T> none() {
    return Option.empty();
  }
}
