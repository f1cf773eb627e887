package io.tidegate.observe;

import java.util.List;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Between Java's lists and Scala's. */
final class Scala {

  private Scala() {}

  static <T> Seq<T> seq(List<T> items) {
    return JavaConverters.asScalaIterator(items.iterator()).toList();
  }

  static <T> List<T> list(Seq<T> items) {
    return List.copyOf(JavaConverters.seqAsJavaList(items));
  }
}
