package io.tidegate.config;

import com.typesafe.config.ConfigException;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** From the parser's exceptions to problems. */
final class HoconErrors {

  /** Begins where a word begins and never goes back, so that a long word costs one look. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?<![\\w.\"-])([\\w.\"-]++)\\s*+(?:\\+?=|:|\\{)");

  /** The parser's advice in the end is longer than the message and rarely fits. */
  private static final String ADVICE = " \\(if you intended .*| \\(JSON does not allow .*";

  private HoconErrors() {}

  /** The parser quotes the text that it stumbled over, which must not be a secret. */
  static Problem syntax(ConfigException error, String file, String text) {
    var place = place(error, file);
    return holdsSecret(text)
        ? Problem.at(
            place,
            "is not HOCON here or just above",
            "the text is not shown since the file holds secrets")
        : Problem.at(place, "is not HOCON: " + reason(error).replaceFirst(ADVICE, ""));
  }

  private static boolean holdsSecret(String text) {
    return ASSIGNMENT.matcher(text).results().anyMatch(m -> Secrets.looksSecret(m.group(1)));
  }

  private static Place place(ConfigException error, String file) {
    if (error.origin() == null) {
      return new Place(Optional.of(file), OptionalInt.empty(), Optional.empty());
    }
    var known = Origins.place(error.origin(), "");
    return new Place(Optional.of(file), known.line(), Optional.empty());
  }

  /** The message without the origin in front. */
  static String reason(ConfigException error) {
    String message = String.valueOf(error.getMessage());
    String prefix = error.origin() == null ? "" : error.origin().description() + ": ";
    String bare = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return Shown.text(bare);
  }
}
