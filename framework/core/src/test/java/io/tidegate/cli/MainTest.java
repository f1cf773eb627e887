package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void saysThatTheJvmIsTooOld() {
    assertThat(Main.problem("1.8", "/usr/lib/jvm/java-8"))
        .isEqualTo(
            "Tidegate needs Java 17; this JVM is Java 8 (/usr/lib/jvm/java-8). Give the driver and"
                + " the executors a newer one: deploy.jdk of tidegate submit ships it, and on YARN"
                + " spark.yarn.appMasterEnv.JAVA_HOME and spark.executorEnv.JAVA_HOME name it");
    assertThat(Main.problem("11", "/x")).startsWith("Tidegate needs Java 17; this JVM is Java 11");
    assertThat(Main.problem("17", "/x")).isEmpty();
    assertThat(Main.problem("21", "/x")).isEmpty();
  }

  /** Else it could not say so. */
  @Test
  void isReadByJava8() throws IOException {
    var resource = Main.class.getResourceAsStream("Main.class");
    try (var bytes = new DataInputStream(Objects.requireNonNull(resource))) {
      assertThat(bytes.readInt()).isEqualTo(0xCAFEBABE);
      bytes.readUnsignedShort();
      assertThat(bytes.readUnsignedShort()).isEqualTo(52);
    }
  }
}
