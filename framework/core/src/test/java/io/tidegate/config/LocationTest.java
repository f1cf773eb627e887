package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b.conf, /a/b.conf",
    "file:///a/b.conf, /a/b.conf",
    "file:/a/./x/../b.conf, /a/b.conf",
    "classpath:a/b.conf, classpath:a/b.conf",
    "classpath:/a/b.conf, classpath:a/b.conf",
    "s3://bucket/a/b.conf, s3://bucket/a/b.conf",
    "conf/b.conf, conf/b.conf",
    "./conf//b.conf, conf/b.conf",
    "/../../b.conf, /b.conf"
  })
  void isShownAsPeopleWriteIt(String text, String shown) {
    assertThat(Location.of(text).display()).isEqualTo(shown);
  }

  @Test
  void resolvesNamesOnItsOwnRoot() {
    var conf = Location.of("s3://bucket/conf/a/job.conf");

    assertThat(conf.directory().resolve("../b.conf").text()).isEqualTo("s3://bucket/conf/b.conf");
    assertThat(conf.directory().resolve("/b.conf").text()).isEqualTo("s3://bucket/b.conf");
    assertThat(conf.directory().resolve("classpath:b").text()).isEqualTo("classpath:b");
  }

  @Test
  void goesUpToTheRoot() {
    assertThat(Location.of("classpath:a/b/c.conf").directory().upwards())
        .extracting(Location::text)
        .containsExactly("classpath:a/b", "classpath:a", "classpath:");
    assertThat(Location.of("/c.conf").directory().upwards())
        .extracting(Location::text)
        .containsExactly("");
  }
}
