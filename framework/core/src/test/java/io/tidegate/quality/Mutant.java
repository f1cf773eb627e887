package io.tidegate.quality;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A file that is wrong, and what is wrong around it.
 *
 * @param beside further files of the same folder, by name
 * @param sets the {@code --set} arguments
 */
record Mutant(byte[] bytes, Map<String, String> beside, List<String> sets) {

  static Mutant of(String text) {
    return new Mutant(bytes(text), Map.of(), List.of());
  }

  static Mutant of(String text, Map<String, String> beside) {
    return new Mutant(bytes(text), beside, List.of());
  }

  static Mutant set(String sound, List<String> sets) {
    return new Mutant(bytes(sound), Map.of(), sets);
  }

  /** A lone surrogate cannot be written as UTF-8; it comes out as a question mark. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
