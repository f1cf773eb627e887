package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {

  @Test
  void saysThatDeltaIsNotThere() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var without = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(without);
      assertThatThrownBy(() -> Sessions.open("tests", Map.of()))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Delta Lake is not on Spark's class path: there is no class"
                  + " io.delta.sql.DeltaSparkSessionExtension (give spark-submit delta-spark_2.12 and"
                  + " delta-storage 3.3 with --jars, or submit them with deploy.jars)");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
