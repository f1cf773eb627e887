package io.tidegate.run;

import io.tidegate.ledger.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** Reads a program's version from the manifest of the jar that a class comes from. */
final class Programs {

  private Programs() {}

  /** {@link Program#UNKNOWN} for a class outside a jar, or in a jar that does not say. */
  static Program of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return Program.UNKNOWN;
    }
    try {
      return read(source.getLocation());
    } catch (IOException | URISyntaxException e) {
      return Program.UNKNOWN;
    }
  }

  private static Program read(URL jar) throws IOException, URISyntaxException {
    URI location = jar.toURI();
    try (InputStream in = location.toURL().openStream();
        JarInputStream archive = new JarInputStream(in)) {
      Manifest manifest = archive.getManifest();
      return manifest == null ? Program.UNKNOWN : program(manifest.getMainAttributes());
    }
  }

  private static Program program(Attributes attributes) {
    return new Program(
        value(attributes, "Implementation-Version"),
        value(attributes, "Git-Commit"),
        Boolean.parseBoolean(value(attributes, "Git-Dirty")));
  }

  private static String value(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null || value.isBlank() ? "unknown" : value;
  }
}
