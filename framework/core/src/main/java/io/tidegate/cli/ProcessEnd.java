package io.tidegate.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/**
 * Runs a command and ends the process with its code, in the way that the place where it runs
 * understands.
 */
final class ProcessEnd {

  private ProcessEnd() {}

  /**
   * In YARN's cluster mode any {@code System.exit} fails the application, even with 0, and may
   * start it a second time; there a code other than 0 is thrown, and its text reaches the
   * diagnostics.
   */
  static void with(CommandLine commandLine, String[] args) {
    if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      System.exit(commandLine.execute(args));
    }
    onACluster(commandLine, args);
  }

  /** Returns, or throws with what the command has said. */
  static void onACluster(CommandLine commandLine, String[] args) {
    var said = new StringBuffer();
    commandLine.setOut(new PrintWriter(new Overheard(commandLine.getOut(), said), true));
    commandLine.setErr(new PrintWriter(new Overheard(commandLine.getErr(), said), true));
    int code = commandLine.execute(args);
    if (code != ExitCode.OK.number()) {
      throw new NotPublished(code, said.toString().strip());
    }
  }

  /** Writes, and keeps what there is room for: YARN keeps 64 KiB of diagnostics. */
  private static final class Overheard extends FilterWriter {

    private static final int ROOM = 8_000;

    private final StringBuffer said;

    Overheard(Writer out, StringBuffer said) {
      super(out);
      this.said = said;
    }

    @Override
    public void write(int character) throws IOException {
      super.write(character);
      keep(String.valueOf((char) character));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      super.write(text, from, length);
      keep(String.valueOf(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      super.write(text, from, length);
      keep(text.substring(from, from + length));
    }

    private void keep(String text) {
      said.append(text, 0, Math.max(0, Math.min(text.length(), ROOM - said.length())));
    }
  }

  /** Read by a person in the cluster manager's diagnostics. */
  private static final class NotPublished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPublished(int code, String said) {
      super("tidegate ended with code " + code + "\n" + said);
    }
  }
}
