package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Small reads of many files at once: on an object store each is a round trip. */
final class Parallel {

  private static final int THREADS = 16;

  private Parallel() {}

  /** The results in the order of the items; the first failure in that order is thrown. */
  static <A, B> List<B> map(List<A> items, Function<A, B> work) {
    if (items.size() < 2) {
      return items.stream().map(work).toList();
    }
    var pool = Executors.newFixedThreadPool(Math.min(THREADS, items.size()));
    try {
      List<Callable<B>> calls = new ArrayList<>();
      items.forEach(item -> calls.add(() -> work.apply(item)));
      return collect(pool.invokeAll(calls));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while the input's files were inspected", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <B> List<B> collect(List<Future<B>> futures) throws InterruptedException {
    List<B> results = new ArrayList<>();
    for (var future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return results;
  }
}
