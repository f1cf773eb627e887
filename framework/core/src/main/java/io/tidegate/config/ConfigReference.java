package io.tidegate.config;

import java.util.List;
import java.util.TreeMap;

/** The reference of the conf, made from the same declarations that the reader reads by. */
public final class ConfigReference {

  private ConfigReference() {}

  /** Every kind of block, in the order of the reference. */
  static List<Section> sections() {
    return List.of(
        JobReader.SECTION,
        JobReader.JOB_SECTION,
        JobReader.LEDGER_SECTION,
        DatabaseReader.SECTION,
        InputReader.SECTION,
        InputReader.VOLUME_SECTION,
        FilesReader.READY_SECTION,
        ControlReader.SECTION,
        FilesReader.REJECTS_SECTION,
        JdbcReader.WATERMARK_SECTION,
        JdbcReader.SPLIT_SECTION,
        OutputReader.SECTION,
        WriteReader.PARTITION_SECTION,
        RetentionReader.SECTION,
        OutputReader.SCHEMA_SECTION,
        VolumeReader.SECTION,
        VolumeReader.PREVIOUS_SECTION,
        VolumeReader.RECONCILE_SECTION,
        VolumeReader.BASELINE_SECTION,
        QualityReader.SECTION,
        EtaReader.SECTION,
        PublishReader.SECTION,
        LineageReader.SECTION,
        LineageReader.TRANSPORT_SECTION,
        LineageReader.ONE_SECTION,
        ResourcesReader.SECTION,
        ResourcesReader.CONTAINER_SECTION,
        ResourcesReader.EXECUTORS_SECTION,
        DeployReader.SECTION,
        DeployReader.JDK_SECTION,
        SparkTargets.LOCAL,
        SparkTargets.YARN,
        EmrReader.SECTION,
        EmrReader.SERVERLESS_SECTION,
        DataprocReader.SECTION,
        DataprocReader.SERVERLESS_SECTION,
        SparkTargets.K8S);
  }

  /** The reference as Markdown, ending in a line break. */
  public static String markdown() {
    var text = new StringBuilder(INTRODUCTION);
    sections().forEach(section -> append(section, text));
    appendTypes(text);
    return text.toString();
  }

  private static void append(Section section, StringBuilder text) {
    String title = section.path().isEmpty() ? "The top level" : "`" + section.path() + "`";
    text.append("\n## ").append(title).append("\n\n").append(section.help()).append("\n\n");
    text.append("| key | type | default | what it is |\n| --- | --- | --- | --- |\n");
    for (Key<?> key : section.keys()) {
      String preset =
          key.required() ? "required" : key.fallback().map(f -> "`" + f + "`").orElse("");
      String row =
          String.join(" | ", "`" + key.name() + "`", key.type().name(), preset, cell(key.help()));
      text.append("| ").append(row).append(" |\n");
    }
    section
        .moved()
        .forEach(
            (key, now) ->
                text.append("\n`").append(key).append("` is gone: ").append(now).append(".\n"));
  }

  private static void appendTypes(StringBuilder text) {
    var types = new TreeMap<String, String>();
    for (Section section : sections()) {
      section
          .keys()
          .forEach(
              key -> types.merge(key.type().name(), key.type().help(), ConfigReference::either));
    }
    text.append("\n## Types\n\n| type | how to write it |\n| --- | --- |\n");
    types.forEach(
        (name, help) ->
            text.append("| ").append(name).append(" | ").append(cell(help)).append(" |\n"));
  }

  private static String either(String one, String other) {
    return one.contains(other) ? one : one + "; or " + other;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static final String INTRODUCTION =
      """
      # Configuration reference

      Made from the code by `ConfigReference`; a test compares the two. Do not edit it by hand:
      `mvn -pl framework/core test -Dtest=ConfigReferenceTest -Dtidegate.docs.write=true` writes it.

      A conf is [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md). An unknown key is an
      error, and so is an include that is not there. `bin/tidegate validate CONF` lists every problem at
      once, with file and line, without Spark.

      **What wins**, from the weakest to the strongest: the defaults below; the conf with its includes;
      the environment file `env/NAME.conf` beside the conf, or else the nearest `conf/env/NAME.conf` in the
      conf's directory or one above it; `--set key=value`.

      **Substitutions** are filled in after everything is merged. `${name}` is looked up in the conf, then
      in its `vars` block, then among the environment variables; `${?name}` may be absent. Tidegate adds
      `${logical-date}` (`2020-03-22`; for a run within the day `2020-03-22T05:00Z`) and
      `${date-parts.year}`, `.month`, `.day`, `.hour` (UTC, with leading zeros). Where no date is given,
      as in `validate`, it is 2000-01-01.

      **`--set key=value`** sets a path of the conf. A key without dots that is no key of the top level is
      a variable: `--set data=DIR` is `--set vars.data=DIR`; the conf must use or declare it. The value is
      text as it stands; one that begins with `[` or `{` is HOCON.

      **Secrets**: values of keys in `vars`, `spark`, `settings`, `options` and `properties` whose names
      speak of a password, secret, token, credential or key are masked wherever something is shown, and do
      not count for the configuration's fingerprint. Take them from the environment: `${?DB_PASSWORD}`.

      **Where files are looked for.** Includes: relative to the file, then on the class path, with the
      ending `.conf`, `.json` or none. Rule files: as they are when absolute; beside the conf; in
      `quality-rules/` of the conf's directory or one above it; in `quality-rules/` on the class path.
      Schema files (`.ddl`, `.json`): relative to the conf.
      """;
}
