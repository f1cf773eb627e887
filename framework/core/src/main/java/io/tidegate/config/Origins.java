package io.tidegate.config;

import com.typesafe.config.ConfigOrigin;
import io.tidegate.problem.Place;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** From Typesafe Config's origins to places. A merged origin counts as its first part. */
final class Origins {

  private static final Pattern MERGED = Pattern.compile("merge of (.+?)(?:: (\\d+)(?:-\\d+)?)?,.*");
  private static final Pattern SINGLE = Pattern.compile("(.+?)(?:: (\\d+)(?:-\\d+)?)?");

  private Origins() {}

  static Place place(ConfigOrigin origin, String key) {
    String text = origin.description().replace('\n', ' ');
    var merged = MERGED.matcher(text);
    var match = merged.matches() ? merged : SINGLE.matcher(text);
    if (!match.matches()) {
      return Place.key(key);
    }
    var line =
        match.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(match.group(2)));
    return new Place(Optional.of(match.group(1)), line, Optional.of(key));
  }
}
