package io.tidegate.quality;

import java.util.Arrays;

/** Longs, one after another, without a box around each. */
final class LongChunk {

  private long[] values;
  private int size;

  LongChunk(int capacity) {
    this.values = new long[capacity];
  }

  int size() {
    return size;
  }

  void add(long value) {
    reserve(1);
    values[size++] = value;
  }

  void addAll(long[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, values, size, more.length);
    size += more.length;
  }

  private void reserve(int more) {
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more, values.length + values.length / 2));
    }
  }

  long[] toArray() {
    return Arrays.copyOf(values, size);
  }

  void clear() {
    size = 0;
  }
}
