package io.tidegate.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.unsafe.types.UTF8String;

/** What is written of text instead of characters that would mean something else. */
final class Escapes {

  /** By the character, which is ASCII; itself where it may stand. */
  private final String[] instead = new String[128];

  private final boolean[] isSpecial = new boolean[instead.length];
  private final Optional<Supplier<RuntimeException>> nul;

  /**
   * @param nul for text with the character NUL; empty where it may stand
   */
  Escapes(Map<Character, String> instead, Optional<Supplier<RuntimeException>> nul) {
    this.nul = nul;
    for (char c = 0; c < this.instead.length; c++) {
      this.instead[c] = instead.getOrDefault(c, String.valueOf(c));
      this.isSpecial[c] = instead.containsKey(c);
    }
    isSpecial[0] |= nul.isPresent();
  }

  void write(UTF8String text, TextBuffer out) {
    int begin = out.length();
    out.add(text);
    if (!isPlain(out.bytes(), begin, out.length())) {
      out.cut(begin);
      // By way of a string: bytes that are no UTF-8 become what Spark shows for them.
      escaped(text.toString().getBytes(StandardCharsets.UTF_8), out);
    }
  }

  /** Of text that is written as it is: most is. */
  private boolean isPlain(byte[] bytes, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (bytes[i] < 0 || isSpecial[bytes[i]]) {
        return false;
      }
    }
    return true;
  }

  private void escaped(byte[] text, TextBuffer out) {
    for (byte each : text) {
      if (each < 0) {
        out.add(each);
      } else {
        ascii((char) each, out);
      }
    }
  }

  void ascii(char c, TextBuffer out) {
    if (c == 0 && nul.isPresent()) {
      throw nul.get().get();
    }
    out.add(instead[c]);
  }
}
