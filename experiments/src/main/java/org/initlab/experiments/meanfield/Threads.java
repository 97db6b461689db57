package org.initlab.experiments.meanfield;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.initlab.core.error.InitlabException;

/** Independent pieces of work on so many threads. */
final class Threads {
  private Threads() {}

  static void each(int threads, int count, IntConsumer work) {
    if (threads == 1) {
      for (int i = 0; i < count; i++) work.accept(i);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, count)
                  .mapToObj(i -> CompletableFuture.runAsync(() -> work.accept(i), pool))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof InitlabException cause) throw cause;
      throw e;
    } finally {
      pool.shutdownNow();
    }
  }
}
