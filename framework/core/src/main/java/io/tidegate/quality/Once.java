package io.tidegate.quality;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks its source when it is first asked, and never again. For one thread. */
public final class Once<T> implements Supplier<T> {

  private final Supplier<T> source;
  private @Nullable T value;

  public Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    @Nullable T known = value;
    if (known == null) {
      known = source.get();
      value = known;
    }
    return known;
  }
}
