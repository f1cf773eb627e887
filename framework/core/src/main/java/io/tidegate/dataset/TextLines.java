package io.tidegate.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** The lines of a file with their numbers, cut as Spark's text source cuts them. */
final class TextLines implements Iterator<TextLines.Line>, Closeable {

  private static final byte[] MARK =
      String.valueOf(TextFiles.BYTE_ORDER_MARK).getBytes(StandardCharsets.UTF_8);

  private final LineReader reader;
  private final Text bytes = new Text();

  private long number;
  private boolean ready;

  /**
   * @param separator empty for any of the usual line breaks
   */
  TextLines(InputStream in, byte[] separator) {
    this.reader = separator.length == 0 ? new LineReader(in) : new LineReader(in, separator);
  }

  /**
   * @param number from 1
   * @param bytes valid until the next line
   */
  record Line(long number, Text bytes) {

    String decoded(Charset charset) {
      String text = new String(bytes.getBytes(), 0, bytes.getLength(), charset);
      return number == 1 ? TextFiles.unmarked(text) : text;
    }
  }

  @Override
  public boolean hasNext() {
    try {
      if (!ready && reader.readLine(bytes) > 0) {
        ready = true;
        number++;
        unmark();
      }
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hadoop's reader of lines leaves the mark out as well. */
  private void unmark() {
    boolean marked =
        number == 1
            && bytes.getLength() >= MARK.length
            && Arrays.equals(bytes.getBytes(), 0, MARK.length, MARK, 0, MARK.length);
    if (marked) {
      bytes.set(Arrays.copyOfRange(bytes.getBytes(), MARK.length, bytes.getLength()));
    }
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException("line " + (number + 1));
    }
    ready = false;
    return new Line(number, bytes);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
