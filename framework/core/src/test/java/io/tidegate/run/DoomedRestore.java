package io.tidegate.run;

import io.tidegate.TestSpark;
import io.tidegate.config.PublishStrategy;
import io.tidegate.faults.Child;
import io.tidegate.faults.Sigkill;
import io.tidegate.ledger.Ledger;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;

/** A restore of the orders in a process of its own that kills itself beside its commit. */
final class DoomedRestore {

  private DoomedRestore() {}

  public static void main(String[] args) {
    Publisher direct =
        Publishers.choose(TestSpark.interpreting(), PublishStrategy.DIRECT).publisher();
    var unused =
        new Restore(
                Ledger.open(args[0] + File.separator + "ledger"),
                deadly(direct, "restore", Boolean.parseBoolean(args[1])),
                Clock.systemUTC(),
                System.getProperty("user.name", "unknown"))
            .restore("raw.orders", 0, "prices in cents");
  }

  /** A publisher that kills the process beside the call of a method: after it, or before it. */
  static Publisher deadly(Publisher publisher, String deadly, boolean committed) {
    return (Publisher)
        Proxy.newProxyInstance(
            Publisher.class.getClassLoader(),
            new Class<?>[] {Publisher.class},
            (proxy, method, args) -> {
              boolean kills = method.getName().equals(deadly);
              if (kills && !committed) {
                Sigkill.self();
              }
              try {
                Object result = method.invoke(publisher, args);
                if (kills) {
                  Sigkill.self();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Starts the process and waits for its death. */
  static int run(Path folder, boolean committed) throws IOException {
    return run(DoomedRestore.class, folder, committed);
  }

  static int run(Class<?> main, Path folder, boolean committed) throws IOException {
    File log = folder.resolve("doomed.log").toFile();
    return Child.waitFor(
        Child.of(main, log, folder.toString(), Boolean.toString(committed))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start());
  }
}
