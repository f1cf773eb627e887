package io.tidegate.dataset;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Opens files of text. */
final class TextFiles {

  static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFiles() {}

  /** What is in the file, decompressed where its name says that it is compressed. */
  static InputStream open(Path path, Configuration hadoop) throws IOException {
    InputStream in = path.getFileSystem(hadoop).open(path);
    var codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? in : codec.createInputStream(in);
  }

  static String unmarked(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
