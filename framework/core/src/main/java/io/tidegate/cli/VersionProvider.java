package io.tidegate.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of Tidegate's own jar. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Commands.class.getPackage().getImplementationVersion();
    return new String[] {"tidegate " + (version == null ? "(not from a jar)" : version)};
  }
}
