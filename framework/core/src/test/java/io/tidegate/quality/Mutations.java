package io.tidegate.quality;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ways in which a file comes to be wrong. The same seed makes the same mistakes. */
final class Mutations {

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /**
   * @param name of the file that has the text
   */
  Mutant mutate(Mutation kind, String text, String name) {
    return switch (kind) {
      case NOT_UTF_8 -> raw(invalid(text));
      case BINARY -> raw(bytes(1 + random.nextInt(4096)));
      case JUNK_10_MB -> raw(junk(10 << 20));
      case JUNK_1_MB -> raw(junk(1 << 20));
      case INCLUDES_ITSELF -> Mutant.of(added(text, include(name)));
      case INCLUDE_CIRCLE -> circle(text, name);
      case INCLUDE_DOUBLING -> doubling(text);
      case SET_KEY -> Mutant.set(text, List.of(setKey()));
      case SET_VALUE -> Mutant.set(text, List.of(pick(SET_KEYS) + "=" + pick(anyValue())));
      default -> Mutant.of(changed(kind, text));
    };
  }

  private String changed(Mutation kind, String text) {
    return switch (kind) {
      case LINE_REMOVED -> lines(text, lines -> lines.remove(random.nextInt(lines.size())));
      case LINE_REPEATED ->
          lines(text, lines -> lines.add(at(lines), lines.get(random.nextInt(lines.size()))));
      case LINE_ADDED -> added(text, pick(Scraps.CONF_LINES));
      case OTHER_VALUE -> otherValue(text, Scraps.VALUES);
      case OTHER_TYPE -> otherValue(text, Scraps.TYPES);
      case HUGE_NUMBER -> hugeNumber(text);
      case UNICODE -> insert(text, pick(Scraps.UNICODE));
      case SCRAP -> insert(text, pick(Scraps.SCRAPS));
      case CUT -> cut(text);
      case TRUNCATED -> text.substring(0, random.nextInt(text.length() + 1));
      case SEVERAL -> changed(pick(SIMPLE), changed(pick(SIMPLE), changed(pick(SIMPLE), text)));
      case NESTED_DEEPLY -> insert(text, pick(List.of("[", "{", "{ a ", "(", "[{a:")).repeat(3000));
      case LONG_LINE ->
          insert(text, pick(List.of("x", " ", "\"", "é", "a.", "${a}")).repeat(100_000));
      case BYTE_ORDER_MARK -> "\uFEFF".repeat(1 + random.nextInt(2)) + text;
      case CARRIAGE_RETURNS -> text.replace("\n", random.nextBoolean() ? "\r" : "\r\r\n");
      case NUL -> insert(text, "\u0000".repeat(1 + random.nextInt(3)));
      case INCLUDE_LOST -> added(text, pick(LOST));
      case SUBSTITUTES_ITSELF -> added(text, pick(SELF));
      case SUBSTITUTION_CIRCLE -> added(text, pick(CIRCLES));
      case SUBSTITUTION_DOUBLING -> added(text, bomb());
      case RULE_SCRAP -> added(text, pick(Scraps.RULES) + (random.nextBoolean() ? "," : ""));
      default -> throw new IllegalArgumentException(kind.name());
    };
  }

  private static final List<Mutation> SIMPLE =
      List.of(
          Mutation.LINE_REMOVED,
          Mutation.LINE_REPEATED,
          Mutation.LINE_ADDED,
          Mutation.OTHER_VALUE,
          Mutation.OTHER_TYPE,
          Mutation.HUGE_NUMBER,
          Mutation.UNICODE,
          Mutation.SCRAP,
          Mutation.CUT);

  private static final List<String> LOST =
      List.of(
          "include \"missing\"",
          "include required(file(\"missing.conf\"))",
          "include required(classpath(\"missing\"))",
          "include \"\"",
          "include \"" + "../".repeat(200) + "missing\"",
          "include \"a\\u0000b\"",
          "include missing",
          "include");

  private static final List<String> SELF =
      List.of(
          "warehouse = ${warehouse}",
          "job = ${job}",
          "job.name = ${job.name}",
          "vars { data = ${vars.data} }",
          "vars { data = ${data} }",
          "settings = { a = ${settings} }",
          "settings = [ ${settings} ]",
          "spark = ${?spark}${spark}");

  private static final List<String> CIRCLES =
      List.of(
          "vars { a = ${vars.b}, b = ${vars.a} }\nsettings.x = ${vars.a}",
          "vars { a = ${b}, b = ${c}, c = ${a} }\nwarehouse = ${a}",
          "vars { a = ${?b}, b = ${?a} }\nsettings.x = ${a}",
          "settings { a = [ ${settings.b} ], b = [ ${settings.a} ] }",
          "settings { a { x = ${settings.b} }, b { x = ${settings.a} } }",
          "job.name = ${job.owner}\njob.owner = ${job.name}",
          "warehouse = ${ledger.path}/x\nledger.path = ${warehouse}/y",
          "output.name = ${output.path}\noutput.path = \"/\"${output.name}");

  private static final List<String> SET_KEYS =
      List.of(
          "job.name",
          "job.interval",
          "warehouse",
          "ledger.path",
          "output",
          "output.path",
          "output.write",
          "output.partition-by",
          "output.quality",
          "output.volume.min-rows",
          "inputs",
          "spark.a.b",
          "vars.x",
          "settings.a.b",
          "eta.land-by",
          "publish.strategy");

  private static final List<String> NO_KEYS =
      List.of(
          "",
          "=",
          "a",
          "a.",
          ".a",
          "a..b",
          "\"",
          "\"a",
          "a b",
          "-",
          "--set",
          "../x",
          "a/b",
          "$",
          "${a}",
          "job",
          "job.",
          "job.nmae",
          "logical-date",
          "date-parts.year",
          "vars.logical-date",
          "\u0000",
          "a\nb",
          "数",
          "[",
          "{",
          "password",
          "x".repeat(5000),
          "a.".repeat(3000) + "b");

  private String setKey() {
    String key = pick(NO_KEYS);
    return random.nextInt(4) == 0 ? key : key + "=" + pick(anyValue());
  }

  private List<String> anyValue() {
    return pick(
        List.of(
            Scraps.VALUES,
            Scraps.TYPES,
            Scraps.NUMBERS,
            Scraps.UNICODE,
            Scraps.SCRAPS,
            List.of("[".repeat(5000), "{ a = ".repeat(5000), "{ a = ${a} }", "[ ${job} ]")));
  }

  private static String include(String name) {
    return "include \"" + name + "\"";
  }

  /** Over one to three other files back to this one. */
  private Mutant circle(String text, String name) {
    int length = 1 + random.nextInt(3);
    var beside = new LinkedHashMap<String, String>();
    for (int i = 1; i <= length; i++) {
      String next = i == length ? pick(List.of(name, "./" + name)) : "loop" + (i + 1) + ".conf";
      beside.put("loop" + i + ".conf", "settings.loop = " + i + "\n" + include(next) + "\n");
    }
    return Mutant.of(added(text, include("loop1")), beside);
  }

  /** No circle, but each of the files is asked for twice by the one before. */
  private Mutant doubling(String text) {
    var beside = new LinkedHashMap<String, String>();
    int depth = 30 + random.nextInt(10);
    for (int i = 1; i <= depth; i++) {
      String twice = include("twice" + (i + 1) + ".conf") + "\n";
      beside.put("twice" + i + ".conf", i == depth ? "settings.x = 1\n" : twice + twice);
    }
    return Mutant.of(added(text, include("twice1.conf")), beside);
  }

  /** No circle, but each of the values has the one before twice. */
  private String bomb() {
    String form = pick(List.of("${%s}${%s}", "[ ${%s}, ${%s} ]", "{ a = ${%s}, b = ${%s} }"));
    var text = new StringBuilder("vars { x0 = lol\n");
    for (int i = 1; i < 40; i++) {
      String before = "x" + (i - 1);
      text.append("x" + i + " = " + form.formatted(before, before) + "\n");
    }
    return text.append("}\nsettings.bomb = ${x39}").toString();
  }

  private interface Edit {
    void apply(List<String> lines);
  }

  private static String lines(String text, Edit edit) {
    var lines = new ArrayList<>(text.lines().toList());
    if (!lines.isEmpty()) {
      edit.apply(lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private String added(String text, String line) {
    return lines(text, lines -> lines.add(at(lines), line));
  }

  private int at(List<String> lines) {
    return random.nextInt(lines.size() + 1);
  }

  private String otherValue(String text, List<String> values) {
    return lines(
        text,
        lines -> {
          List<Integer> settable = new ArrayList<>();
          for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).indexOf('=') >= 0) {
              settable.add(i);
            }
          }
          if (!settable.isEmpty()) {
            int line = pick(settable);
            String old = lines.get(line);
            lines.set(line, old.substring(0, old.indexOf('=') + 1) + " " + pick(values));
          }
        });
  }

  /** In place of a number that is there, if one is. */
  private String hugeNumber(String text) {
    String number = pick(Scraps.NUMBERS);
    var places = java.util.regex.Pattern.compile("\\d+").matcher(text).results().toList();
    if (places.isEmpty() || random.nextInt(3) == 0) {
      return otherValue(text, List.of(number));
    }
    var place = pick(places);
    return text.substring(0, place.start()) + number + text.substring(place.end());
  }

  private String insert(String text, String scrap) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + scrap + text.substring(at);
  }

  private String cut(String text) {
    int begin = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), begin + random.nextInt(20));
    return text.substring(0, begin) + text.substring(end);
  }

  private static Mutant raw(byte[] bytes) {
    return new Mutant(bytes, Map.of(), List.of());
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A byte that UTF-8 does not have, somewhere. */
  private byte[] invalid(String text) {
    byte[] sound = text.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(sound.length + 1);
    byte[] bytes = Arrays.copyOf(sound, sound.length + 1);
    System.arraycopy(sound, at, bytes, at + 1, sound.length - at);
    bytes[at] = pick(List.of((byte) 0xFF, (byte) 0xC0, (byte) 0x80, (byte) 0xE9));
    return bytes;
  }

  /** Printable, with line ends, and none of the characters that a parser waits for. */
  private byte[] junk(int length) {
    var bytes = new byte[length];
    String from = pick(List.of("abc \n", "x", "a = b\n", "0123456789", "\"\\", "# \n", "{}[]\n"));
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) from.charAt(i % 7919 % from.length());
    }
    return bytes;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
