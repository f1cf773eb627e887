package io.tidegate.config;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What every key came to, defaults included, secrets masked. Two confs that mean the same are equal
 * here, however they are written.
 *
 * @param entries sorted by key
 */
public record EffectiveConfig(List<Entry> entries) {

  /** The origin of a value that no file sets. */
  static final String DEFAULT = "default";

  public EffectiveConfig {
    entries = entries.stream().sorted(Comparator.comparing(Entry::key)).toList();
  }

  /**
   * @param key the whole path
   * @param value in the notation of the conf
   * @param origin {@code file:line}, {@code --set} or {@code default}
   */
  public record Entry(String key, String value, String origin) {}

  /** One line for each key: {@code key = value # origin}. */
  public String describe() {
    var text = new StringBuilder();
    int width =
        entries.stream().mapToInt(e -> assignment(e).length()).filter(n -> n < 100).max().orElse(0);
    for (Entry entry : entries) {
      String line = assignment(entry);
      text.append(line).append(" ".repeat(Math.max(0, width - line.length())));
      text.append("  # ").append(entry.origin()).append('\n');
    }
    return text.toString();
  }

  /**
   * SHA-256 in hex over keys and values; where they are written does not count, nor where and on
   * how much a run is submitted: the same job on another target is the same configuration.
   */
  String fingerprint() {
    var text = new StringBuilder();
    entries.stream()
        .filter(entry -> !entry.key().startsWith("resources."))
        .filter(entry -> !entry.key().startsWith("deploy."))
        .forEach(entry -> text.append(assignment(entry)).append('\n'));
    return Sha256.hex(text.toString());
  }

  private static String assignment(Entry entry) {
    return entry.key() + " = " + entry.value();
  }

  /** Takes the values as they are read. */
  static final class Builder {

    private final Secrets secrets;
    private final TreeMap<String, Entry> entries = new TreeMap<>();

    Builder(Secrets secrets) {
      this.secrets = secrets;
    }

    /** A declared key's value, whose name is known not to be a secret's. */
    void add(Node node, String value) {
      put(node.key(), node, plain(value));
    }

    /** A value that no file has and that follows from others. */
    void derive(String key, String value) {
      entries.put(key, new Entry(key, plain(value), DEFAULT));
    }

    /**
     * @param shown has been through {@link #plain} or {@link #free}
     */
    void put(String key, Node node, String shown) {
      var place = node.place();
      String file = place.file().orElse(DEFAULT);
      String line = place.line().isPresent() ? ":" + place.line().getAsInt() : "";
      entries.put(key, new Entry(key, shown, file.equals(DEFAULT) ? DEFAULT : file + line));
    }

    /** How the value of a declared key is shown. */
    String plain(String value) {
      return secrets.mask(value);
    }

    /**
     * How the value of a key is shown that somebody else named.
     *
     * @param name the key from where its naming is somebody else's
     */
    String free(String name, String value) {
      return Secrets.looksSecret(name) ? Secrets.MASK : secrets.mask(value);
    }

    EffectiveConfig build() {
      return new EffectiveConfig(List.copyOf(entries.values()));
    }
  }
}
