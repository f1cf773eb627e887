package io.tidegate.lineage.plan;

import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What one value comes from.
 *
 * @param fields of a struct that the plan itself put together: each by its name
 * @param whole whether the value is a column of an input, or a field of one, as it was read
 */
record Origins(Set<Source> sources, Map<String, Origins> fields, boolean whole) {

  static final Origins NONE = new Origins(Set.of(), Map.of(), false);

  private static final Comparator<Source> ORDER =
      Comparator.comparing(Source::input)
          .thenComparing(Source::column)
          .thenComparing(Source::kind)
          .thenComparing(Source::masked);

  static Origins column(String input, String column) {
    return new Origins(Set.of(new Source(input, column, Kind.IDENTITY, false)), Map.of(), true);
  }

  static Origins everyColumn(String input) {
    var all = new Source(input, ColumnLineage.EVERY_COLUMN, Kind.TRANSFORMATION, false);
    return new Origins(Set.of(all), Map.of(), false);
  }

  static Origins struct(Map<String, Origins> fields) {
    return new Origins(union(fields.values()), fields, false);
  }

  static Origins all(Collection<Origins> parts) {
    return parts.size() == 1 ? parts.iterator().next() : new Origins(union(parts), Map.of(), false);
  }

  private static Set<Source> union(Collection<Origins> parts) {
    if (parts.stream().allMatch(part -> part.sources.isEmpty())) {
      return Set.of();
    }
    Set<Source> sources = new HashSet<>();
    parts.forEach(part -> sources.addAll(part.sources));
    return sources;
  }

  Origins and(Origins other) {
    return other.sources.isEmpty() ? this : all(List.of(this, other));
  }

  /** A field of this struct; of one that nothing is known of, the struct. */
  Origins field(String name) {
    Origins known = fields.get(name);
    if (known != null) {
      return known;
    }
    return whole ? new Origins(each(source -> inside(source, name)), Map.of(), true) : this;
  }

  private static Source inside(Source source, String field) {
    return new Source(
        source.input(), source.column() + "." + field, source.kind(), source.masked());
  }

  /** Computed by a step of the kind; what is an aggregate's already stays one. */
  Origins computed(Kind kind) {
    return derived(
        source ->
            source.kind().compareTo(kind) < 0
                ? new Source(source.input(), source.column(), kind, source.masked())
                : source);
  }

  /** Computed so that the value is not seen in what comes of it. */
  Origins masked() {
    return derived(
        source ->
            source.kind().direct()
                ? new Source(source.input(), source.column(), source.kind(), true)
                : source);
  }

  /** Not the value itself: what it decides. */
  Origins deciding(Kind kind) {
    return derived(source -> new Source(source.input(), source.column(), kind, false));
  }

  /** Another value than this, so that its fields are not this one's. */
  private Origins derived(UnaryOperator<Source> change) {
    return new Origins(each(change), Map.of(), false);
  }

  private Set<Source> each(UnaryOperator<Source> change) {
    return sources.stream().map(change).collect(Collectors.toSet());
  }

  List<Source> sorted() {
    return sources.stream().sorted(ORDER).toList();
  }
}
