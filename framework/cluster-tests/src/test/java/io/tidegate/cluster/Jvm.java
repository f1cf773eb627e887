package io.tidegate.cluster;

import java.util.Objects;

/** The JDK that the tests run on. */
final class Jvm {

  static final String HOME = property("java.home");

  private Jvm() {}

  static String java() {
    return HOME + "/bin/java";
  }

  static String property(String name) {
    return Objects.requireNonNull(
        System.getProperty(name), name + " is not set: the build sets it");
  }
}
