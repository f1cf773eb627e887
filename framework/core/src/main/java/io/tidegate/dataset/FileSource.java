package io.tidegate.dataset;

import io.tidegate.config.FilesConfig.Take;
import io.tidegate.config.InputConfig;
import io.tidegate.ledger.InputVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What is known of an input of files before any of them is opened. */
record FileSource(
    SparkSession spark,
    InputConfig config,
    FileListing listing,
    TakenFiles taken,
    Contract contract,
    Instant now) {

  static FileSource of(SparkSession spark, InputConfig config, FileMemory memory, Instant now) {
    var hadoop = spark.sessionState().newHadoopConf();
    var listing = FileListing.of(config.path(), hadoop);
    var taken = taken(config, memory, listing, hadoop);
    return new FileSource(
        spark,
        config,
        new FileListing(listing.root(), taken.files()),
        taken,
        Contract.of(spark, config),
        now);
  }

  private static TakenFiles taken(
      InputConfig config, FileMemory memory, FileListing listing, Configuration hadoop) {
    if (config.files().take() == Take.ALL) {
      return TakenFiles.all(listing);
    }
    var checks = new InputChecks(config);
    return new NewFiles(memory, new FileChecksums(hadoop), checks, config.files().changed())
        .of(config.name(), listing);
  }

  List<FileStatus> files() {
    return listing.files();
  }

  PinnedScan scan(Map<String, String> options) {
    return new PinnedScan(spark, listing.root(), options);
  }

  Resolution resolution() {
    return new Resolution(
        config,
        version(),
        "files at " + config.path(),
        taken.found(),
        taken.findings(),
        now,
        spark.sessionState().newHadoopConf());
  }

  private InputVersion version() {
    return new InputVersion(
        config.name(),
        Uris.of(listing.root()),
        config.format().name().toLowerCase(Locale.ROOT),
        OptionalLong.empty(),
        files().stream().map(this::withChecksum).toList(),
        listing.modified(),
        listing.bytes());
  }

  private InputVersion.File withChecksum(FileStatus status) {
    var sum = Optional.ofNullable(taken.checksums().get(status.getPath().toString()));
    return file(status).withChecksum(sum);
  }

  static InputVersion.File file(FileStatus status) {
    return new InputVersion.File(
        Uris.of(status.getPath()),
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()));
  }

  /** The length of each file by its Hadoop path. */
  static Map<String, Long> lengths(List<FileStatus> files) {
    return files.stream()
        .collect(Collectors.toMap(file -> file.getPath().toString(), FileStatus::getLen));
  }

  /**
   * The columns that come from the names of directories.
   *
   * @throws UnreadableException when the directories contradict each other or the declared types
   */
  StructType partitions(PinnedScan scan) throws UnreadableException {
    PinnedScan.Partitions found;
    try {
      found = scan.partitions(files(), contract.declared().map(contract.columns()::fileSchema));
    } catch (RuntimeException | AssertionError e) {
      throw new UnreadableException(List.of(DeclaredSchema.firstLine(e)));
    }
    if (!found.outside().isEmpty()) {
      throw new UnreadableException(
          found.outside().stream().map(path -> path + ": in no partition directory").toList());
    }
    return found.columns();
  }
}
