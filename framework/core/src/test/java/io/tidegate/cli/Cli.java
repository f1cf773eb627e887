package io.tidegate.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Calls commands in this JVM, as the process calls them. */
public final class Cli {

  private Cli() {}

  /** What a process would show. */
  public record Shown(int code, String out, String err) {

    public List<String> outLines() {
      return out.lines().toList();
    }

    public List<String> errLines() {
      return err.lines().toList();
    }
  }

  public static Shown call(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Commands.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Shown(code, out.toString(), err.toString());
  }

  /** A mistake of the user's: these lines, nothing else, and code 2. */
  public static Shown mistake(String... lines) {
    return new Shown(2, "", String.join("\n", lines) + "\n");
  }
}
