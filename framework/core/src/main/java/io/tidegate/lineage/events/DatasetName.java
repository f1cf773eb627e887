package io.tidegate.lineage.events;

import io.openlineage.client.dataset.partition.trimmer.DatasetNameTrimmer;
import io.openlineage.client.dataset.partition.trimmer.DateTrimmer;
import io.openlineage.client.dataset.partition.trimmer.KeyValueTrimmer;
import io.openlineage.client.dataset.partition.trimmer.MultiDirDateTrimmer;
import io.openlineage.client.dataset.partition.trimmer.YearMonthTrimmer;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.filesystem.FilesystemDatasetUtils;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import io.tidegate.config.DatabaseConfig;
import java.net.URI;
import java.util.List;
import java.util.Properties;

/** How OpenLineage's naming calls a dataset, the same for whoever reads or writes it. */
record DatasetName(String namespace, String name) {

  private static final List<DatasetNameTrimmer> PARTITIONS =
      List.of(
          new KeyValueTrimmer(),
          new DateTrimmer(),
          new MultiDirDateTrimmer(),
          new YearMonthTrimmer());

  /**
   * @param location a table's directory, as a full URI, or what {@link DatabaseConfig#location}
   *     calls a table of a database
   */
  static DatasetName ofTable(String location) {
    return DatabaseConfig.isLocation(location) ? ofDatabase(location) : ofDirectory(location);
  }

  private static DatasetName ofDatabase(String location) {
    return of(
        JdbcDatasetUtils.getDatasetIdentifier(
            DatabaseConfig.url(location), DatabaseConfig.table(location), new Properties()));
  }

  private static DatasetName ofDirectory(String location) {
    return of(FilesystemDatasetUtils.fromLocation(URI.create(location)));
  }

  /**
   * Without the directories of a day or a partition, which are parts of one dataset.
   *
   * @param location the root of files, as a full URI
   */
  static DatasetName ofFiles(String location) {
    var identifier = FilesystemDatasetUtils.fromLocation(URI.create(location));
    return of(identifier.withTrimmedName(PARTITIONS));
  }

  private static DatasetName of(DatasetIdentifier identifier) {
    return new DatasetName(identifier.getNamespace(), identifier.getName());
  }

  /** Where it lies; always a URI, which the namespace of local files is not. */
  URI source() {
    return URI.create(namespace.contains(":") ? namespace : namespace + ":///");
  }
}
