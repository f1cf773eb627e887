package io.tidegate.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Hides the secrets of one configuration in texts that come from elsewhere, such as an exception of
 * the author's code. Shows nothing of what it holds.
 */
public final class SecretMask {

  /** For a configuration that holds no secrets; credentials in URIs are hidden all the same. */
  public static final SecretMask NONE = new SecretMask(List.of());

  private final List<String> secrets;

  /**
   * @param secrets a longer one before any that it contains
   */
  SecretMask(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** As this one, and hides the properties too whose names look like those of secrets. */
  public SecretMask and(Map<String, String> properties) {
    var more = new Secrets();
    properties.forEach(more::learn);
    return new SecretMask(
        Stream.concat(more.known().secrets.stream(), secrets.stream())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text with {@code ***} for every secret, and for passwords in URIs. */
  public String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secrets.MASK);
    }
    return Secrets.withoutCredentials(masked);
  }

  /**
   * The failure as it may be shown. Without a secret in it, an unchecked one is the same object;
   * otherwise it is one of the nearest type that has no secret: {@code UserException} and {@code
   * TransientException} stay what they are, with their stack traces and causes. A checked one,
   * which Spark throws without declaring it, becomes an unchecked one that prints the same.
   */
  public RuntimeException mask(Exception failure) {
    return new MaskedFailures(this).mask(failure);
  }

  /** Whether the text has something to hide. */
  boolean hides(String text) {
    return !mask(text).equals(text);
  }

  @Override
  public String toString() {
    return "SecretMask[" + secrets.size() + " secrets]";
  }
}
