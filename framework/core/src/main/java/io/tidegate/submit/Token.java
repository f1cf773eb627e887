package io.tidegate.submit;

import io.tidegate.config.LogicalDate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a (job, date, try) is called on every target, the same each time that it is submitted: the
 * client token, job id, batch id or tag by which a second submission finds the first. 35 characters
 * of {@code [a-z0-9-]}, a letter first, which fits them all; Dataproc's request ids, at 40, are the
 * shortest.
 */
public record Token(String text) {

  private static final int HEX_DIGITS = 32;

  static Token of(String job, LogicalDate date, int attempt) {
    // None of the three can have a line break in it.
    String identity = job + "\n" + date + "\n" + attempt;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return new Token("tg-" + HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
