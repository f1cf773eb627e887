package io.tidegate.observe;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A set of texts that is asked for every row. Of a text of at most eight bytes the prefix that
 * Spark sorts by and the length tell all: two numbers are compared and no bytes. Public for the
 * code that Spark compiles.
 */
public final class Members implements Serializable {

  private static final int PREFIX_BYTES = 8;

  private final long[] prefixes;
  private final int[] lengths;
  private final Set<UTF8String> longer;

  Members(List<UTF8String> texts) {
    List<UTF8String> shorter = texts.stream().filter(Members::isShort).toList();
    this.prefixes = shorter.stream().mapToLong(UTF8String::getPrefix).toArray();
    this.lengths = shorter.stream().mapToInt(UTF8String::numBytes).toArray();
    this.longer = new HashSet<>(texts.stream().filter(text -> !isShort(text)).toList());
  }

  private static boolean isShort(UTF8String text) {
    return text.numBytes() <= PREFIX_BYTES;
  }

  public boolean contains(UTF8String text) {
    int length = text.numBytes();
    if (length > PREFIX_BYTES) {
      return longer.contains(text);
    }
    long prefix = text.getPrefix();
    for (int i = 0; i < prefixes.length; i++) {
      if (prefixes[i] == prefix && lengths[i] == length) {
        return true;
      }
    }
    return false;
  }
}
