package io.tidegate.lineage.provenance;

import io.tidegate.problem.Closest;
import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A dataset, or a column of it, and some of its versions, as a person writes them: {@code
 * curated.cases}, {@code curated.cases.confirmed@v5..}, {@code /warehouse/cases@v5..v7}.
 *
 * @param name the dataset's; its path where no job of the ledger makes it
 * @param path as {@link Paths#plain} has it
 * @param column a field of a struct after a dot
 * @param versions empty where none are named
 */
record Selection(String name, String path, Optional<String> column, Optional<Versions> versions) {

  private static final Pattern VERSIONS =
      Pattern.compile("v(?<first>\\d{1,18})(?<more>\\.\\.(?:v(?<last>\\d{1,18}))?)?");

  /**
   * @throws UserException when the ledger has no such dataset, or the versions are none
   */
  static Selection parse(String text, Graph graph) {
    int at = text.lastIndexOf('@');
    Optional<Versions> versions =
        at < 0 ? Optional.empty() : Optional.of(versions(text, text.substring(at + 1)));
    String what = at < 0 ? text : text.substring(0, at);
    for (int end = what.length(); end > 0; end = what.lastIndexOf('.', end - 1)) {
      Optional<String> path = path(what.substring(0, end), graph);
      if (path.isPresent()) {
        Optional<String> column =
            end == what.length() ? Optional.empty() : Optional.of(what.substring(end + 1));
        return new Selection(graph.name(path.get()), path.get(), column, versions);
      }
    }
    throw unknown(what, graph);
  }

  private static Versions versions(String text, String range) {
    Matcher matcher = VERSIONS.matcher(range);
    if (!matcher.matches()) {
      throw new UserException(
          "'" + text + "': '" + range + "' names no versions",
          "write @v5 for one version, @v5.. for it and all that follow, @v5..v7 for a range");
    }
    long first = Long.parseLong(matcher.group("first"));
    if (matcher.group("more") == null) {
      return Versions.of(first, first);
    }
    String last = matcher.group("last");
    if (last == null) {
      return Versions.from(first);
    }
    if (Long.parseLong(last) < first) {
      throw new UserException("'" + text + "': v" + last + " is before v" + first, "");
    }
    return Versions.of(first, Long.parseLong(last));
  }

  /** A name, a path, or the end of just one path. */
  private static Optional<String> path(String text, Graph graph) {
    List<String> named = graph.named(text);
    if (named.size() > 1) {
      throw new UserException(
          "'" + text + "' is the name of several tables: " + String.join(", ", named),
          "give the path of one");
    }
    String plain = Paths.plain(text);
    Stream<String> found =
        graph.paths().contains(plain)
            ? Stream.of(plain)
            : graph.paths().stream().filter(path -> path.endsWith("/" + text));
    List<String> paths = named.isEmpty() ? found.toList() : named;
    return paths.size() == 1 ? Optional.of(paths.get(0)) : Optional.empty();
  }

  private static UserException unknown(String what, Graph graph) {
    List<String> known = Stream.concat(graph.names().stream(), graph.paths().stream()).toList();
    return new UserException(
        "no run of this ledger has read or written '" + what + "'",
        Closest.hint(what, known, "a dataset is named as in the conf's output, or by its path"));
  }
}
