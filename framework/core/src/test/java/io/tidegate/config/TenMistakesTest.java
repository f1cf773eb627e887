package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenMistakesTest {

  private static final String CONF = TestConfs.RESOURCES + "ten-mistakes.conf";

  @Test
  void reportsEveryMistakeWithItsLine() {
    assertThat(TestConfs.problems(CONF))
        .containsExactly(
            CONF + ":3: job.nmae: is not a known key (did you mean name?)",
            CONF
                + ":6: inputs.reports.format: 'csvv' is not a format:"
                + " use delta, parquet, json, csv, avro, jdbc (did you mean csv?)",
            CONF + ":7: inputs.reports.path: has no value for ${dta} (did you mean data?)",
            CONF
                + ":8: inputs.reports.fresh-within: 30 has no unit"
                + " (write 30s, 30m, 30h or 30d)",
            CONF
                + ":9: inputs.reports.volume.max-rows: 10 is less than min-rows, 50"
                + " (swap them or drop one)",
            CONF
                + ":12: output.name: is missing"
                + " (it is the dataset's name in the ledger; keep it stable)",
            CONF + ":15: output.partition-by: is text, not a list (write it in [ ])",
            CONF
                + ":16: output.schema.allow[1]: 'drop-colum' is not a schema change:"
                + " use add-nullable-column, add-required-column, drop-column, rename-column,"
                + " widen-type, rewrite-type, narrow-type, change-type, relax-nullability,"
                + " tighten-nullability, reorder-columns, change-partitioning, change-case"
                + " (did you mean drop-column?)",
            CONF
                + ":17: output.quality[0].rules: there is no rule file 'daily-caes.dqdl'"
                + " (looked in src/test/resources/conf, in quality-rules there and in every"
                + " directory above it, and in quality-rules on the class path)",
            CONF
                + ":21: eta.land-by: '06:00' has no time zone"
                + " (write \"06:00 America/New_York\" or \"06:00 UTC\")");
  }
}
