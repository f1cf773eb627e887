package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Outcome;
import io.tidegate.config.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The daily reports of Johns Hopkins University as they were published, where TIDEGATE_JHU_DIR says
 * that they are: columns are added, renamed and moved, and a byte order mark comes and goes.
 */
@EnabledIfEnvironmentVariable(named = "TIDEGATE_JHU_DIR", matches = ".+")
class DailyReportsTest {

  private final Path dir = Path.of(System.getenv("TIDEGATE_JHU_DIR"));

  private InputConfigs mapped(String files) {
    return InputConfigs.of(Format.CSV, dir + "/" + files)
        .rename("Province/State", "province")
        .rename("Province_State", "province")
        .rename("Country/Region", "country")
        .rename("Country_Region", "country")
        .rename("Last Update", "updated")
        .rename("Last_Update", "updated")
        .rename("Latitude", "lat")
        .rename("Lat", "lat")
        .rename("Longitude", "long")
        .rename("Long_", "long")
        .schema("country STRING, confirmed INT, lat DOUBLE");
  }

  @Test
  void readsAllDaysByName() throws IOException {
    var input = resolve(mapped("2020-*.csv").maxCorrupt(0));
    long confirmed = input.rows().agg(functions.sum("confirmed")).head().getLong(0);

    assertThat(input.rows().where("country IS NULL").count()).isZero();
    assertThat(input.rowCount()).hasValue(lines());
    assertThat(outcome(input.checkAfter(), "corrupt-rows"))
        .isEqualTo(new Outcome.Passed("at most 0 corrupt rows", "0 corrupt rows"));
    assertThat(confirmed).isGreaterThan(1_000_000);
    assertThat(input.rows().columns())
        .startsWith("country", "confirmed", "lat", "province", "updated", "Deaths", "Recovered");
  }

  /** Every record of these files is one line. */
  private long lines() throws IOException {
    long lines = 0;
    try (var files = Files.newDirectoryStream(dir, "2020-*.csv")) {
      for (var file : files) {
        lines += Files.readAllLines(file).stream().filter(line -> !line.isBlank()).count() - 1;
      }
    }
    return lines;
  }

  @Test
  void tellsWhereCoordinatesAreMissing() {
    var input = resolve(mapped("2020-02-29.csv"));
    String file = "file:" + dir + "/2020-02-29.csv";

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "country STRING,confirmed INT,lat DOUBLE",
                "2 differences",
                file
                    + ": Latitude or Lat: missing, to be read as lat\n"
                    + (file + ": Longitude or Long_: missing, to be read as long")));
  }

  @Test
  void toleratesTheByteOrderMarkOfThirteenthMarch() {
    var input = resolve(InputConfigs.of(Format.CSV, dir.resolve("2020-03-13.csv")));
    assertThat(input.rows().columns()).startsWith("Province/State", "Country/Region");
  }
}
