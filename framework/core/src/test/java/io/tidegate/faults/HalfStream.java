package io.tidegate.faults;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;

/** A stream that ends after half of the file, as of one that is not all there yet. */
final class HalfStream extends FSInputStream {

  private final FSDataInputStream in;
  private final long end;

  private HalfStream(FSDataInputStream in, long end) {
    this.in = in;
    this.end = end;
  }

  static FSDataInputStream of(FSDataInputStream in, long size) {
    return new FSDataInputStream(new HalfStream(in, size / 2));
  }

  @Override
  public int read() throws IOException {
    return in.getPos() < end ? in.read() : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long left = end - in.getPos();
    return left <= 0 ? -1 : in.read(bytes, offset, (int) Math.min(left, length));
  }

  @Override
  public void seek(long position) throws IOException {
    in.seek(position);
  }

  @Override
  public long getPos() throws IOException {
    return in.getPos();
  }

  @Override
  public boolean seekToNewSource(long target) throws IOException {
    return in.seekToNewSource(target);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
