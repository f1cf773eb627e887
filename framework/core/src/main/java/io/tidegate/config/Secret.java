package io.tidegate.config;

/** A password or a key: the text itself, or where it is kept until a run needs it. */
public sealed interface Secret {

  /**
   * @throws IllegalStateException when it has not been fetched; a run fetches all of them first
   */
  default String text() {
    throw new IllegalStateException(this + " was not fetched");
  }

  /** The text itself. */
  record Text(String text) implements Secret {

    @Override
    public String toString() {
      return Secrets.MASK;
    }
  }

  /** A variable of the driver's environment. */
  record InVariable(String name) implements Secret {

    @Override
    public String toString() {
      return "the environment variable " + name;
    }
  }

  /** A file on the driver's disk, such as a mounted secret; line ends after it do not count. */
  record InFile(String path) implements Secret {

    @Override
    public String toString() {
      return "the file " + path;
    }
  }

  /** An alias that Hadoop's {@code Configuration.getPassword} knows. */
  record InHadoop(String alias) implements Secret {

    @Override
    public String toString() {
      return "the alias " + alias + " of Hadoop's credential providers";
    }
  }
}
