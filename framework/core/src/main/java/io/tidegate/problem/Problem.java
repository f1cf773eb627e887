package io.tidegate.problem;

/**
 * A mistake of the user's: what is wrong, where, and what to do about it. {@code remedy} is empty
 * when the message says it all.
 */
public record Problem(Place place, String message, String remedy) {

  public static Problem at(Place place, String message) {
    return new Problem(place, message, "");
  }

  public static Problem at(Place place, String message, String remedy) {
    return new Problem(place, message, remedy);
  }

  /** One line: {@code place: message (remedy)}. */
  @Override
  public String toString() {
    String where = place.toString();
    return OneLine.of(
        (where.isEmpty() ? "" : where + ": ")
            + message
            + (remedy.isEmpty() ? "" : " (" + remedy + ")"));
  }
}
