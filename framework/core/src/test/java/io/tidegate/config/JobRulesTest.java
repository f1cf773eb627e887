package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keys have to do with each other. */
class JobRulesTest {

  private static final String JOB = "warehouse = /wh\njob { name = a, owner = b }\n";
  private static final String OUTPUT = "output { name = o, path = /o, write = overwrite }\n";

  static Stream<Mistake> mistakes() {
    return Stream.of(
        Mistake.of(
            "output { name = o, path = /o, write = replace-partition }",
            "3: output.partition-by: is missing"
                + " (write = replace-partition needs the partition columns)"),
        Mistake.of(
            "output { name = o, path = /o, write = dynamic-partitions, partition-by = [] }",
            "3: output.partition-by: is missing"
                + " (write = dynamic-partitions needs the partition columns)"),
        Mistake.of(
            "output { name = o, path = /o, write = replace-partition, partition-by = [a, b] }",
            "3: output.partition: is missing"
                + " (there are several partition columns: name the one to replace)"),
        Mistake.of(
            "output { name = o, path = /o, write = replace-partition, partition-by = [day]\n"
                + "partition.column = dy }",
            "4: output.partition.column: dy is not in partition-by (did you mean day?)"),
        Mistake.of(
            "output { name = o, path = /o, write = overwrite, partition-by = [day]\n"
                + "partition.column = day }",
            "4: output.partition: is not used by write = overwrite (leave it out)"),
        Mistake.of(
            "output { name = o, path = /o, write = replace-where }",
            "3: output.replace-where: is missing (write = replace-where needs the predicate)"),
        Mistake.of(
            "output { name = o, path = /o, write = merge }",
            "3: output.keys: is missing (write = merge needs the keys of the rows)"),
        Mistake.of(
            "output { name = o, path = /o, write = merge, keys = [a], replace-where = \"a = 1\" }",
            "3: output.replace-where: is not used by write = merge"
                + " (it goes with when-missing = delete)"),
        Mistake.of(
            "output { name = o, path = /o, write = append, when-missing = delete }",
            "3: output.when-missing: is not used by write = append (leave it out)"),
        Mistake.of(
            "output { name = o, path = /o, write = append, replace-where = \"a = 1\" }",
            "3: output.replace-where: is not used by write = append (leave it out)"),
        Mistake.of(
            "output { name = o, format = csv, path = /o, write = append }",
            "3: output.format: 'csv' is not a format of an output: use delta, jdbc"),
        Mistake.of(
            OUTPUT + "outputs.a { name = p, path = /p, write = overwrite }",
            "4: outputs: is there besides output (move the output block into outputs)"),
        Mistake.of(
            "outputs {\n}", "3: outputs: has no output in it (a job publishes at least one table)"),
        Mistake.of(
            "outputs.a { name = o, path = /o, write = overwrite }\n"
                + "outputs.b { name = o, path = \"/o/\", write = overwrite }",
            "4: outputs.b.name: is the same as that of a (give it its own)",
            "4: outputs.b.path: is the same as that of a (give it its own)"),
        Mistake.of(
            "outputs.A { name = o, path = /o, write = overwrite }",
            "3: outputs.A: 'A' is not an alias"
                + " (use lower case letters, digits, '_' and '-' (not first), as in daily_reports)"),
        Mistake.of(
            "outputs.a { name = o, path = /o, write = overwrite\n eta.max-runtime = 1h }",
            "4: outputs.a.eta: is of the whole job"
                + " (move it to the top level, beside outputs)"),
        Mistake.of(
            OUTPUT + "output.eta.max-runtime = 1h\neta.max-runtime = 2h",
            "4: output.eta: is also on the top level (keep one of them)"),
        Mistake.of(
            OUTPUT + "eta.day-offset = 1",
            "4: eta.day-offset: needs land-by" + " (set land-by, or leave it out)"),
        Mistake.of(
            OUTPUT + "publish.held-for = 7d",
            "4: publish.held-for: 7d is not less than the 7d after which VACUUM removes the files"
                + " (shorten it or set the outputs' property"
                + " \"delta.deletedFileRetentionDuration\")"),
        Mistake.of(
            OUTPUT
                + "output.properties { \"delta.deletedFileRetentionDuration\" = \"interval 48 hours\" }",
            "1: publish.held-for: 6d is not less than the 2d after which VACUUM removes the files"
                + " (shorten it or set the outputs' property"
                + " \"delta.deletedFileRetentionDuration\")",
            "1: publish.rejected-for: 3d is not less than the 2d after which VACUUM removes the"
                + " files (shorten it or set the outputs' property"
                + " \"delta.deletedFileRetentionDuration\")"),
        Mistake.of(
            OUTPUT + "output.properties { delta.deletedFileRetentionDuration = forever }",
            "4: output.properties.delta.deletedFileRetentionDuration: is not an interval of hours,"
                + " days or weeks (write \"interval 30 days\")"),
        Mistake.of(
            OUTPUT + "output.volume { min-bytes = 2KB, max-bytes = 1KB }",
            "4: output.volume.max-bytes: 1000B is less than min-bytes, 2000B"
                + " (swap them or drop one)"),
        Mistake.of(
            OUTPUT + "output.volume { previous {} }",
            "4: output.volume.previous: says neither max-drop nor max-rise (set one of them)"),
        Mistake.of(
            OUTPUT + "output.volume { baseline { window = 5, min-history = 6 } }",
            "4: output.volume.baseline.window: 5 is less than min-history, 6"
                + " (swap them or drop one)"),
        Mistake.of(
            OUTPUT
                + "output.volume { reconcile { input = report } }\n"
                + "inputs.reports { format = csv, path = /i }",
            "4: output.volume.reconcile.input: report is not an input (did you mean reports?)"),
        Mistake.of(
            OUTPUT
                + "output.volume { reconcile { input = reports, min-ratio = 2 } }\n"
                + "inputs.reports { format = csv, path = /i }",
            "4: output.volume.reconcile.max-ratio: 1 is less than min-ratio, 2"
                + " (swap them or drop one)"),
        Mistake.of(
            OUTPUT
                + "output.volume { reconcile { input = reports, checksum = true } }\n"
                + "inputs.reports { format = csv, path = /i }",
            "4: output.volume.reconcile.checksum: only a database sums its rows"
                + " (leave it out, or read by jdbc)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, version = 3 }",
            "4: inputs.i.version: only a Delta table has versions (leave it out)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = parquet, path = /i, rejects {} }",
            "4: inputs.i.rejects: only rows of csv and json can be rejected (leave it out)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, max-corrupt-rows = 3 }",
            "4: inputs.i.max-corrupt-rows: is no longer a key (write rejects { max = 10 })"),
        Mistake.of(
            OUTPUT + "inputs.i { format = delta, path = /i, files = new, ready.marker = /i/m }",
            "4: inputs.i.files: is only for files (leave it out)",
            "4: inputs.i.ready: is only for files (leave it out)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, ready { within = 1m } }",
            "4: inputs.i.ready.marker: is missing (a run waits for a marker, stable files or a"
                + " number of them)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = delta, path = /i, control { file = /c, rows = n } }",
            "4: inputs.i.control: is only for files (leave it out)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, control {} }",
            "4: inputs.i.control.file: is missing (the totals are in a file, or in a trailer)",
            "4: inputs.i.control.rows: is missing (say what is compared, rows or sums)"),
        Mistake.of(
            OUTPUT
                + "inputs.i { format = json, path = /i, control { trailer = T, file = /c, rows = n } }",
            "4: inputs.i.control.file: is not for a block with trailer (leave one of the two out)",
            "4: inputs.i.control.rows: 'n' is no number of a trailer's field (count them from 1)",
            "4: inputs.i.control.trailer: only files of csv have trailers (use a file)"),
        Mistake.of(
            OUTPUT
                + "inputs.i { format = avro, path = /i, files = new\n"
                + "control { file = /c, sums { a = s } } }",
            "5: inputs.i.control.file: is of all files, and this input reads the new ones (leave one"
                + " of the two out, or use a trailer)",
            "5: inputs.i.control.sums: only columns of csv and json are added up (leave it out)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, rejects { max = few } }",
            "4: inputs.i.rejects.max: 'few' is not a number that fits here (write a whole number"
                + " from 0)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, rejects { max = 101% } }",
            "4: inputs.i.rejects.max: 101% is out of range (write a percentage"
                + " or a fraction from 0% to 100%, as in 50% or 0.5)"),
        Mistake.of(
            OUTPUT + "inputs.i { format = csv, path = /i, schema = \"s.ddl\" }",
            "4: inputs.i.schema: there is no schema file 's.ddl' (looked for DIR/s.ddl)"),
        Mistake.of(
            OUTPUT
                + "inputs.i { format = csv, path = /i }\nreferences.i { format = csv, path = /j }",
            "5: references.i: is the name of an input too (rename it)"),
        Mistake.of(
            OUTPUT + "output.retention { keep = 400d }",
            "4: output.retention.keep: the table has no partitions"
                + " (set partition-by: partitions are deleted whole)"),
        Mistake.of(
            OUTPUT + "output.partition-by = [day]\noutput.retention { keep = 400, by = dya }",
            "5: output.retention.by: dya is not in partition-by (did you mean day?)",
            "5: output.retention.keep: 400 has no unit (write 400s, 400m, 400h or 400d)"),
        Mistake.of(
            OUTPUT + "output.partition-by = [day]\noutput.retention { by = day }",
            "5: output.retention.by: is not used without keep (set keep or leave it out)"),
        Mistake.of(
            OUTPUT
                + "output.partition-by = [day]\noutput.properties { delta.appendOnly = true }\n"
                + "output.retention { keep = 400d }",
            "6: output.retention.keep: the property delta.appendOnly lets no row be deleted"
                + " (leave one of the two out)"),
        Mistake.of(
            OUTPUT + "output.retention { vacuum = 6d }",
            "4: output.retention.vacuum: 6d is less than the 7d for which the table promises its"
                + " files (lengthen it or set the output's property"
                + " \"delta.deletedFileRetentionDuration\")"),
        Mistake.of(
            OUTPUT
                + "output.properties { \"delta.deletedFileRetentionDuration\" = \"interval 2 weeks\" }\n"
                + "output.retention { vacuum = 13d }\npublish.held-for = 13d",
            "5: output.retention.vacuum: 13d is less than the 14d for which the table promises its"
                + " files (lengthen it or set the output's property"
                + " \"delta.deletedFileRetentionDuration\")"),
        Mistake.of(
            "databases.mart { url = \"jdbc:postgresql://h/d\", user = u }\n"
                + "output { name = o, format = jdbc, database = mart, table = t, write = append }\n"
                + "output.retention { keep = 400d, vacuum = 7d }",
            "5: output.retention: is not for format = jdbc (leave it out)"),
        Mistake.of(OUTPUT + "inputs = 3", "4: inputs: is a number, not a block (write it in { })"),
        Mistake.of(
            OUTPUT + "spark { sql.shuffle.partitions = 4 }",
            "4: spark: 'sql.shuffle.partitions' is not a Spark property"
                + " (write \"spark.sql.shuffle.partitions\")"),
        Mistake.of(
            OUTPUT + "output.max-runtime = 30m",
            "4: output.max-runtime: is not a known key (it belongs to eta)"),
        Mistake.of(
            OUTPUT + "output.quality = [ { rules = \"/no/such.dqdl\", on-failure = warn }, 3 ]",
            "4: output.quality[0].rules: there is no rule file '/no/such.dqdl'"
                + " (write its name alone to have it looked for in quality-rules)",
            "4: output.quality[1]: is a number, not a block (write it in { })"));
  }

  /** A conf's rest after {@link #JOB}, and what is said about it, without the file. */
  record Mistake(String rest, List<String> lines) {
    static Mistake of(String rest, String... lines) {
      return new Mistake(rest, List.of(lines));
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void reports(Mistake mistake, @TempDir Path dir) {
    String conf = TestConfs.write(dir, "job.conf", JOB + mistake.rest());

    assertThat(TestConfs.problems(conf))
        .extracting(line -> line.replace(conf + ":", "").replace(dir.toString(), "DIR"))
        .containsExactlyElementsOf(mistake.lines());
  }

  @Test
  void aLongerRetentionLetsHeldFilesWaitLonger(@TempDir Path dir) {
    String conf =
        TestConfs.write(
            dir,
            "job.conf",
            JOB
                + OUTPUT
                + "output.properties { \"delta.deletedFileRetentionDuration\" = \"interval 2 weeks\" }\n"
                + "publish.held-for = 10d");

    assertThat(TestConfs.problems(conf)).isEmpty();
  }

  /** Remembers what it was asked and finds one thing wrong with every file. */
  private static final class OneProblemEach implements RuleChecker {

    final List<String> asked = new ArrayList<>();

    @Override
    public List<Problem> check(
        OutputConfig.RuleFile file, OnFailure onFailure, java.util.Set<String> aliases) {
      asked.add(file.name() + " " + file.text() + " " + onFailure + " " + aliases);
      return List.of(Problem.at(Place.of(file.name(), 7), "unsupported rule"));
    }
  }

  @Test
  void rulesAreCheckedWithTheNamesThatTheyMayUse(@TempDir Path dir) {
    TestConfs.write(dir, "quality-rules/r.dqdl", "R");
    String conf =
        TestConfs.write(
            dir,
            "conf/job.conf",
            JOB
                + OUTPUT
                + """
                inputs.i { format = csv, path = /i }
                references.r { format = csv, path = /r }
                output.quality = [
                  { rules = "r.dqdl", on-failure = quarantine }
                  { rules = "r.dqdl", on-failure = warn }
                ]
                """);
    var checker = new OneProblemEach();

    assertThat(TestConfs.problems(new ConfigReader(checker, Map.of()), conf, ReadOptions.NONE))
        .containsExactly(
            conf + ":8: output.quality[1].rules: r.dqdl is listed twice (list it once)",
            dir + "/quality-rules/r.dqdl:7: unsupported rule");
    assertThat(checker.asked).containsExactly("r.dqdl R QUARANTINE [i, r]", "r.dqdl R WARN [i, r]");
  }

  @Test
  void theNearestRuleFileIsTaken(@TempDir Path dir) {
    TestConfs.write(dir, "quality-rules/r.dqdl", "far");
    TestConfs.write(dir, "conf/quality-rules/r.dqdl", "near");
    String conf =
        TestConfs.write(
            dir,
            "conf/job.conf",
            JOB + OUTPUT + "output.quality = [ { rules = \"r.dqdl\", on-failure = warn } ]");

    assertThat(TestConfs.output(TestConfs.read(conf), "output").quality())
        .extracting(q -> q.file().text())
        .containsExactly("near");
    TestConfs.write(dir, "conf/r.dqdl", "beside");
    assertThat(TestConfs.output(TestConfs.read(conf), "output").quality())
        .extracting(q -> q.file().text())
        .containsExactly("beside");
  }
}
