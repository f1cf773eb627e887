package io.tidegate.config;

import com.typesafe.config.ConfigOrigin;
import io.tidegate.problem.Place;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** From Typesafe Config's origins to places. */
final class Origins {

  private static final String MERGED = "merge of ";
  private static final Pattern PART = Pattern.compile("(?:^merge of |,)([^,]+?): (\\d+)");
  private static final Pattern SINGLE = Pattern.compile("(.+?)(?:: (\\d+)(?:-\\d+)?)?");

  private Origins() {}

  /** A merged origin counts as the first of its parts that has a line. */
  static Place place(ConfigOrigin origin, String key) {
    String text = origin.description().replace('\n', ' ');
    if (text.startsWith(MERGED)) {
      var part = PART.matcher(text);
      return part.find()
          ? Place.of(part.group(1), Integer.parseInt(part.group(2)), key)
          : inFile(text.substring(MERGED.length()).replaceFirst(",.*", ""), key);
    }
    var single = SINGLE.matcher(text);
    return single.matches() && single.group(2) != null
        ? Place.of(single.group(1), Integer.parseInt(single.group(2)), key)
        : inFile(text, key);
  }

  private static Place inFile(String file, String key) {
    return new Place(Optional.of(file), OptionalInt.empty(), Optional.of(key));
  }
}
