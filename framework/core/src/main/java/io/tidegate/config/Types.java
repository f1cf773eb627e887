package io.tidegate.config;

import com.typesafe.config.ConfigUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of values that need no class of their own. */
final class Types {

  static final ScalarType<String> TEXT =
      new ScalarType<>(
          "text", "text, in quotes unless it is one plain word", Types::textual, Types::quoted);

  /** What a path names is written down in many places, so it may not carry a password. */
  static final ScalarType<String> PATH =
      new ScalarType<>("path", "a path or URI, without credentials", Types::path, Types::quoted);

  static final ScalarType<String> NAME =
      named(
          "name",
          "lower case letters, digits, '_', '.' and '-' (not first), as in curated.daily_cases",
          "(?!-)[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  static final ScalarType<String> ALIAS =
      named(
          "alias",
          "lower case letters, digits, '_' and '-' (not first), as in daily_reports",
          "(?!-)[a-z0-9_-]+");

  static final ScalarType<String> COLUMN =
      new ScalarType<>("column", "a column's name", Types::textual, Types::quoted);

  static final ScalarType<String> CLASS =
      named(
          "class name",
          "a class with its package, as in com.example.DailyCases",
          "[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  static final ScalarType<String> TABLE =
      named(
          "table",
          "a table's name, with its schema in front, as in mart.daily_revenue",
          "[\\p{L}_][\\p{L}\\p{N}_$]*(\\.[\\p{L}_][\\p{L}\\p{N}_$]*){0,2}");

  static final ScalarType<Boolean> FLAG =
      new ScalarType<>("flag", "true or false", Types::flag, String::valueOf);

  static final ValueType<List<String>> COLUMNS = new ListType<>(COLUMN);

  static final ValueType<Map<String, String>> PROPERTIES =
      new MapType("properties", "{ \"a.b\" = text, ... }", true, true);

  static final ValueType<Map<String, String>> RENAMES =
      new MapType("renames", "{ \"name in the file\" = name in the job, ... }", false, false);

  static final ValueType<Map<String, String>> TOTALS =
      new MapType("totals", "{ column = name of its total, ... }", false, false);

  static final ValueType<Map<String, String>> LABELS =
      new MapType("labels", "{ \"a.b\" = text, ... }", false, true);

  static final ScalarType<String> URL =
      new ScalarType<>(
          "url", "http:// or https:// and a host, without credentials", Types::url, Types::quoted);

  static final ScalarType<String> JDBC_URL =
      new ScalarType<>(
          "jdbc url",
          "jdbc:postgresql://HOST:PORT/DATABASE, without credentials",
          Types::jdbcUrl,
          Types::quoted);

  private static final Pattern LITERAL = Pattern.compile("\\$\\{[^}]*}");

  private static final int LONGEST_NAME = 200;

  private Types() {}

  private static ScalarType<String> named(String type, String help, String allowed) {
    var pattern = Pattern.compile(allowed);
    return new ScalarType<>(
        type,
        help,
        text -> {
          if (!pattern.matcher(text).matches()) {
            throw new BadValue(
                "'" + Shown.text(text) + "' is not " + (type.startsWith("a") ? "an " : "a ") + type,
                "use " + help);
          }
          if (text.length() > LONGEST_NAME) {
            throw new BadValue("is longer than " + LONGEST_NAME + " characters", "shorten it");
          }
          return text;
        },
        Function.identity());
  }

  private static String textual(String text) throws BadValue {
    if (text.isBlank()) {
      throw new BadValue("is empty", "give it a value or leave the key out");
    }
    var literal = LITERAL.matcher(text);
    if (literal.find()) {
      String substitution = Shown.text(literal.group());
      throw new BadValue(
          "has " + substitution + " inside quotes, where it is plain text",
          "close the quotes before it and open them after it");
    }
    return text;
  }

  private static String path(String text) throws BadValue {
    if (!Secrets.withoutCredentials(text).equals(text)) {
      throw new BadValue(
          "has credentials in it", "give them to the file system by its own properties in spark");
    }
    return textual(text);
  }

  private static String url(String text) throws BadValue {
    path(text);
    try {
      var url = new URI(text);
      if (Set.of("http", "https").contains(url.getScheme()) && url.getHost() != null) {
        return text;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new BadValue(
        "'" + Shown.text(text) + "' is not a URL", "write one as in http://marquez:5000");
  }

  private static String jdbcUrl(String text) throws BadValue {
    if (!Secrets.withoutCredentials(text).equals(text)) {
      throw new BadValue("has credentials in it", "write user and password beside it");
    }
    if (!text.matches("jdbc:[a-z0-9]+:[^#\\s]+")) {
      throw new BadValue(
          "'" + Shown.text(text) + "' is not a JDBC URL",
          "write one as in jdbc:postgresql://localhost:5432/shop");
    }
    return textual(text);
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }

  private static boolean flag(String text) throws BadValue {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new BadValue("'" + Shown.text(text) + "' is not a flag", "write true or false");
    };
  }
}
