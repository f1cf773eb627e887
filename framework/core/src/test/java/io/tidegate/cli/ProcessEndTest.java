package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.TransientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The end of a driver on YARN: a JVM that is ended there fails its application. */
class ProcessEndTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "test")
  private static final class Saying implements Callable<Integer> {

    private final Callable<Integer> end;

    @Spec private CommandSpec spec = CommandSpec.create();

    Saying(Callable<Integer> end) {
      this.end = end;
    }

    @Override
    public Integer call() throws Exception {
      spec.commandLine().getOut().println("copy 2024-03-01: rejected");
      spec.commandLine().getErr().print('!');
      spec.commandLine().getErr().println(" no rows");
      return end.call();
    }
  }

  private void end(Callable<Integer> end) {
    var commandLine =
        Messages.on(new CommandLine(new Saying(end)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    ProcessEnd.onACluster(commandLine, new String[0]);
  }

  @Test
  void aRunThatPublishedReturns() {
    end(() -> 0);
    assertThat(out).hasToString("copy 2024-03-01: rejected\n");
    assertThat(err).hasToString("! no rows\n");
  }

  @Test
  void anyOtherThrowsWithWhatItSaid() {
    assertThatThrownBy(() -> end(() -> 3))
        .hasMessage("tidegate ended with code 3\ncopy 2024-03-01: rejected\n! no rows");
    assertThat(out).hasToString("copy 2024-03-01: rejected\n");
  }

  @Test
  void whatWentWrongIsAmongIt() {
    assertThatThrownBy(
            () ->
                end(
                    () -> {
                      throw new TransientException("the store did not answer");
                    }))
        .hasMessageStartingWith("tidegate ended with code 75\n")
        .hasMessageEndingWith("\ntidegate: the store did not answer");
  }

  @Test
  void ofMuchTheBeginningIsKept() {
    assertThatThrownBy(
            () ->
                end(
                    () -> {
                      throw new TransientException("x".repeat(100_000));
                    }))
        .satisfies(
            thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(8_100).endsWith("xxxxx"));
    assertThat(err.toString()).hasSizeGreaterThan(100_000);
  }
}
