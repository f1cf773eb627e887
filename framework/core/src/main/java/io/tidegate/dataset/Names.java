package io.tidegate.dataset;

import java.util.Locale;
import org.apache.spark.sql.catalyst.util.QuotingUtils;

/**
 * How column names are compared, which follows the session's {@code spark.sql.caseSensitive}, and
 * how a name is written where Spark would read a dot as a path.
 */
record Names(boolean caseSensitive) {

  /** Two names are the same column when their keys are equal. */
  String key(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  boolean same(String one, String other) {
    return key(one).equals(key(other));
  }

  static String quoted(String name) {
    return QuotingUtils.quoteIdentifier(name);
  }
}
