package io.tidegate.dataset;

import io.tidegate.check.Severity;
import io.tidegate.config.FilesConfig;
import io.tidegate.config.FilesConfig.Rejects;
import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.RowLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Input configurations for tests: a default for everything, and one change at a time. */
record InputConfigs(InputConfig config) {

  static InputConfigs of(Format format, Path path) {
    return of(format, path.toString());
  }

  static InputConfigs of(Format format, String path) {
    return new InputConfigs(
        new InputConfig(
            "in",
            format,
            path,
            OptionalLong.empty(),
            Optional.empty(),
            Bounds.NONE,
            Optional.empty(),
            Map.of(),
            Map.of(),
            FilesConfig.NONE,
            Severity.REJECT,
            Optional.empty()));
  }

  InputConfigs version(long version) {
    return with(config.schema(), config.columns(), config.options(), OptionalLong.of(version));
  }

  InputConfigs schema(String ddl) {
    return with(Optional.of(ddl), config.columns(), config.options(), config.version());
  }

  InputConfigs rename(String from, String to) {
    Map<String, String> columns = new LinkedHashMap<>(config.columns());
    columns.put(from, to);
    return with(config.schema(), columns, config.options(), config.version());
  }

  InputConfigs option(String key, String value) {
    Map<String, String> options = new LinkedHashMap<>(config.options());
    options.put(key, value);
    return with(config.schema(), config.columns(), options, config.version());
  }

  InputConfigs volume(OptionalLong minRows, OptionalLong maxRows) {
    return judged(
        new Bounds(minRows, maxRows, OptionalLong.empty(), OptionalLong.empty()),
        config.freshWithin(),
        config.files());
  }

  InputConfigs bytes(long min, long max) {
    return judged(
        new Bounds(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(min), OptionalLong.of(max)),
        config.freshWithin(),
        config.files());
  }

  InputConfigs freshWithin(Duration limit) {
    return judged(config.volume(), Optional.of(limit), config.files());
  }

  InputConfigs maxCorrupt(long rows) {
    return maxRejected(new RowLimit.Rows(rows));
  }

  InputConfigs maxRejected(RowLimit limit) {
    return judged(
        config.volume(),
        config.freshWithin(),
        new FilesConfig(new Rejects(limit, true, Optional.empty())));
  }

  InputConfigs files(FilesConfig files) {
    return judged(config.volume(), config.freshWithin(), files);
  }

  private InputConfigs judged(Bounds bounds, Optional<Duration> freshWithin, FilesConfig files) {
    return new InputConfigs(
        new InputConfig(
            config.name(),
            config.format(),
            config.path(),
            config.version(),
            freshWithin,
            bounds,
            config.schema(),
            config.columns(),
            config.options(),
            files,
            config.otherwise(),
            config.jdbc()));
  }

  private InputConfigs with(
      Optional<String> schema,
      Map<String, String> columns,
      Map<String, String> options,
      OptionalLong version) {
    return new InputConfigs(
        new InputConfig(
            config.name(),
            config.format(),
            config.path(),
            version,
            config.freshWithin(),
            config.volume(),
            schema,
            columns,
            options,
            config.files(),
            config.otherwise(),
            config.jdbc()));
  }
}
