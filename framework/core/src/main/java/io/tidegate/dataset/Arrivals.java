package io.tidegate.dataset;

import io.tidegate.config.FilesConfig.Ready;
import io.tidegate.config.InputConfig;
import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Waits until inputs of files are complete, as far as their configuration says what that is. */
public final class Arrivals {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** A file that is being written changes several times while it has to be the same. */
  private static final int LOOKS = 5;

  private final Configuration hadoop;
  private final Clock clock;
  private final Pause pause;

  public Arrivals(Configuration hadoop, Clock clock) {
    this(hadoop, clock, Pause.real());
  }

  Arrivals(Configuration hadoop, Clock clock, Pause pause) {
    this.hadoop = hadoop;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * @param since from when on the time counts
   * @return how long it took, for an input that was not ready at once
   * @throws TransientException saying what is missing, when the time is over
   */
  public Optional<Duration> await(InputConfig config, Instant since) {
    return config.files().ready().flatMap(ready -> await(config, ready, since));
  }

  private Optional<Duration> await(InputConfig config, Ready ready, Instant since) {
    Instant begin = clock.instant();
    Instant end = since.plus(ready.within());
    var seen = new Seen(List.of(), begin);
    while (true) {
      seen = look(config.path(), seen);
      List<String> missing = missing(ready, seen);
      Instant now = clock.instant();
      if (missing.isEmpty()) {
        return Optional.of(Duration.between(begin, now)).filter(waited -> !waited.isZero());
      }
      if (!now.isBefore(end)) {
        throw late(config, ready, missing);
      }
      Duration left = Duration.between(now, end);
      Duration next = pauseFor(ready);
      pause.sleep(left.compareTo(next) < 0 ? left : next);
    }
  }

  /**
   * @param since when the files were first seen as they are
   */
  private record Seen(List<InputVersion.File> files, Instant since) {}

  private Seen look(String path, Seen before) {
    var files = FileListing.of(path, hadoop).files().stream().map(FileSource::file).toList();
    return files.equals(before.files()) ? before : new Seen(files, clock.instant());
  }

  private List<String> missing(Ready ready, Seen seen) {
    List<String> missing = new ArrayList<>();
    ready
        .marker()
        .filter(marker -> !exists(marker))
        .ifPresent(marker -> missing.add("there is no " + marker));
    if (seen.files().size() < ready.minFiles()) {
      missing.add(
          "of %s %s there"
              .formatted(
                  Texts.count(ready.minFiles(), "file"),
                  seen.files().size() == 1 ? "1 is" : seen.files().size() + " are"));
    }
    Duration same = Duration.between(seen.since(), clock.instant());
    ready
        .stableFor()
        .filter(stable -> same.compareTo(stable) < 0)
        .ifPresent(stable -> missing.add("the files changed " + Texts.duration(same) + " ago"));
    return missing;
  }

  private boolean exists(String marker) {
    try {
      var path = new Path(marker);
      var fs = path.getFileSystem(hadoop);
      var found = fs.globStatus(path);
      return fs.exists(path) || found != null && found.length > 0;
    } catch (IOException e) {
      throw new TransientException("looking for " + marker + " failed: " + e.getMessage(), e);
    }
  }

  private static Duration pauseFor(Ready ready) {
    Duration wanted =
        ready.stableFor().map(stable -> stable.dividedBy(LOOKS)).orElse(LONGEST_PAUSE);
    if (wanted.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
  }

  private static TransientException late(InputConfig config, Ready ready, List<String> missing) {
    return new TransientException(
        "input '%s' is not complete after %s: %s"
            .formatted(config.name(), Texts.duration(ready.within()), String.join("; ", missing)));
  }
}
