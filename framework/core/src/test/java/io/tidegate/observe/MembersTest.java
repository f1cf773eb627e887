package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class MembersTest {

  private static final List<String> TEXTS =
      List.of("", "A", "AB", "ABCDEFG", "ABCDEFGH", "ABCDEFGHI", "é", "数字", "REG AIR");

  @Test
  void knowsItsMembersAndNoOthers() {
    var members = new Members(TEXTS.stream().map(UTF8String::fromString).toList());
    assertThat(TEXTS).allMatch(text -> members.contains(UTF8String.fromString(text)));
    assertThat(
            Stream.of(
                "\0", "A\0", "a", "B", "ABCDEFGI", "ABCDEFGHJ", "ABCDEFGHIJ", "e", "数", "REG AIR "))
        .noneMatch(text -> members.contains(UTF8String.fromString(text)));
  }

  /** A text as a row has it: in the middle of other bytes. */
  @Test
  void looksOnlyAtTheTextItself() {
    var members = new Members(List.of(UTF8String.fromString("AIR")));
    byte[] bytes = "XAIRX".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(members.contains(UTF8String.fromBytes(bytes, 1, 3))).isTrue();
    assertThat(members.contains(UTF8String.fromBytes(bytes, 1, 4))).isFalse();
    assertThat(members.contains(UTF8String.fromBytes(bytes, 0, 3))).isFalse();
  }
}
