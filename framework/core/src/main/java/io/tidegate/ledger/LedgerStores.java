package io.tidegate.ledger;

import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Which store a ledger's path is for. */
final class LedgerStores {

  // Two letters at least, since one is a drive of Windows.
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):.*");

  private LedgerStores() {}

  static LedgerStore open(String root, Iterable<Map.Entry<String, String>> hadoopSettings) {
    if (root.isBlank()) {
      throw new UserException("the ledger's path is empty", "name a directory");
    }
    var scheme = SCHEME.matcher(root);
    if (!scheme.matches()) {
      return local(root, root);
    }
    return scheme.group(1).equalsIgnoreCase("file")
        ? local(root, withoutScheme(root))
        : hadoop(root, hadoopSettings);
  }

  private static LedgerStore local(String root, String path) {
    try {
      return new NioStore(Path.of(path));
    } catch (InvalidPathException e) {
      throw new UserException("'" + root + "' is not a directory: " + e.getReason(), "");
    }
  }

  /** As Hadoop reads it: the text after the scheme and an empty host is the path as it is. */
  private static String withoutScheme(String root) {
    String path = root.substring("file:".length());
    if (path.startsWith("//")) {
      path = path.substring(2);
    }
    if (!path.startsWith("/")) {
      throw new UserException(
          "'" + root + "' does not name a local directory", "write file:///path or /path");
    }
    return path;
  }

  private static LedgerStore hadoop(String root, Iterable<Map.Entry<String, String>> settings) {
    try {
      return HadoopStore.open(root, settings);
    } catch (NoClassDefFoundError e) {
      throw new UserException(
          "the ledger '" + root + "' needs Hadoop, which is not on the class path",
          "start the command with Spark's jars");
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new UserException("'" + root + "' cannot be opened: " + e.getMessage(), "");
    } catch (IOException e) {
      throw new TransientException("could not open the ledger '" + root + "': " + e, e);
    }
  }
}
