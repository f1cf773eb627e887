package io.tidegate.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Text in UTF-8 that grows at its end, and is begun again without being allocated again. */
final class TextBuffer {

  private static final int LONGEST_NUMBER = 20;

  private byte[] bytes;
  private int length;

  TextBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  /** The bytes before {@link #length}; another array once more is added. */
  byte[] bytes() {
    return bytes;
  }

  /** Forgets what is behind. */
  void cut(int at) {
    length = at;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
    }
  }

  void add(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void add(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  void add(UTF8String text) {
    reserve(text.numBytes());
    text.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + (long) length);
    length += text.numBytes();
  }

  void add(byte single) {
    reserve(1);
    bytes[length++] = single;
  }

  void number(long value) {
    if (value < 0) {
      add('-');
    }
    digits(value, 1);
  }

  /** Without a sign, with zeros before it until there are so many digits. */
  void digits(long value, int atLeast) {
    // Negative numbers reach one further than positive ones.
    long rest = value > 0 ? -value : value;
    int count = Math.max(atLeast, count(rest));
    reserve(Math.max(count, LONGEST_NUMBER));
    for (int at = length + count - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private static int count(long negative) {
    int count = 1;
    for (long power = -10; count < 19 && negative <= power; power *= 10) {
      count++;
    }
    return count;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
