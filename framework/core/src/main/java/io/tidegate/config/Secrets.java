package io.tidegate.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of everything that is shown. A value is secret when its key looks like one, and
 * then wherever else the same text turns up.
 */
final class Secrets {

  static final String MASK = "***";

  private static final Pattern ANYWHERE =
      Pattern.compile(
          "passw(or)?d|passphrase|secret|token|credential|authorization|jaas",
          Pattern.CASE_INSENSITIVE);

  /** {@code key} is too common a part of harmless words, so it counts as a word of its own only. */
  private static final Pattern WORD =
      Pattern.compile("(^|[^a-z])((api|access|account|private|shared)?key|pwd)($|[^a-z])");

  /** These tell where secrets are kept: Hadoop's providers, the secrets of Kubernetes. */
  private static final Pattern KEEPER =
      Pattern.compile(
          "hadoop\\.security\\.(credential\\.provider\\.path$|credstore\\.)"
              + "|spark\\.kubernetes\\.(driver|executor)\\.(secretKeyRef|secrets)\\.");

  /** What EMR Serverless puts a secret of AWS Secrets Manager in the place of. */
  private static final String REFERENCE = "EMR.secret@";

  /** Blocks whose keys are the user's own or another system's. */
  private static final Set<String> FREE =
      Set.of("vars", "spark", "settings", "options", "properties", "headers");

  /** A user alone is no secret: Azure paths have a container there. */
  private static final Pattern IN_URI = Pattern.compile("(://[^/@\\s:]+:)([^/@\\s]+)@");

  private static final Pattern IN_QUERY =
      Pattern.compile(
          "([?&;]\\s*(?:passw(?:or)?d|pwd|secret|token|credential|sig|key)[\\w.-]*=)([^&;\\s'\"]+)",
          Pattern.CASE_INSENSITIVE);

  /** Of an authorization: what follows it is a secret without it too. */
  private static final Pattern SCHEME = Pattern.compile("(?:Bearer|Basic) +(\\S{4,})");

  /** Shorter ones would mask half of every message. */
  private static final int SHORTEST = 4;

  /** The longest first: one secret may be a part of another. */
  private final TreeSet<String> values =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Whether a key, or any part of a path, could be the name of a secret. */
  static boolean looksSecret(String text) {
    return !KEEPER.matcher(text).find()
        && (ANYWHERE.matcher(text).find() || WORD.matcher(camelToWords(text)).find());
  }

  /** Whether a value is the name of a secret that its reader fetches by itself. */
  static boolean isReference(String value) {
    return value.startsWith(REFERENCE);
  }

  private static String camelToWords(String text) {
    return text.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Remembers the value of every key below this that looks secret. */
  void learn(ConfigObject block) {
    block.forEach(
        (key, value) -> {
          if (FREE.contains(key)) {
            learnFree(key, "", value);
          } else if (value instanceof ConfigObject nested && !key.equals("columns")) {
            learn(nested);
          } else {
            learnText(key, value);
          }
        });
  }

  /** Remembers a variable of the environment if its name looks secret. */
  void learn(String name, String value) {
    if (value.length() >= SHORTEST && looksSecret(name) && !isReference(value)) {
      values.add(value);
      values.add(Shown.text(value));
      var scheme = SCHEME.matcher(value);
      if (scheme.matches()) {
        values.add(scheme.group(1));
      }
    }
  }

  /** In a free block any part of the path can be what says that a value is secret. */
  private void learnFree(String block, String path, ConfigValue value) {
    if (value instanceof ConfigObject nested) {
      nested.forEach((key, child) -> learnFree(block, path + "." + key, child));
    } else {
      learnText(path, value);
    }
  }

  private void learnText(String key, ConfigValue value) {
    learnCredentials(value);
    if (value.valueType() == ConfigValueType.STRING
        || value.valueType() == ConfigValueType.NUMBER) {
      learn(key, String.valueOf(value.unwrapped()));
    }
  }

  /** A driver that refuses a password tells it without the URL around it. */
  private void learnCredentials(ConfigValue value) {
    if (value.valueType() == ConfigValueType.STRING) {
      String text = String.valueOf(value.unwrapped());
      IN_QUERY.matcher(text).results().forEach(found -> learn("password", found.group(2)));
      IN_URI.matcher(text).results().forEach(found -> learn("password", found.group(2)));
    }
  }

  /** The text without the secrets that are known, and without credentials in URIs. */
  String mask(String text) {
    return known().mask(text);
  }

  /** What is known by now. */
  SecretMask known() {
    return new SecretMask(List.copyOf(values));
  }

  static String withoutCredentials(String text) {
    String masked = IN_URI.matcher(text).replaceAll("$1" + MASK + "@");
    return IN_QUERY.matcher(masked).replaceAll("$1" + MASK);
  }

  /** A map of somebody else's keys as it may be shown. */
  static Map<String, String> mask(Map<String, String> free) {
    var shown = new LinkedHashMap<String, String>();
    free.forEach((key, value) -> shown.put(key, looksSecret(key) ? MASK : value));
    return shown;
  }

  /** Cut to a readable length only when masked: a part of a secret would not be known again. */
  List<Problem> mask(List<Problem> problems) {
    return problems.stream()
        .map(p -> new Problem(shown(p.place()), shown(p.message()), shown(p.remedy())))
        .toList();
  }

  private Place shown(Place place) {
    return new Place(place.file(), place.line(), place.key().map(this::shown));
  }

  private String shown(String text) {
    return Shown.cut(Shown.text(mask(text)));
  }
}
