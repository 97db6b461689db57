package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs parts of a test on threads of their own and brings their failures back. */
final class Threads {
  /** The default of many Java threads on small devices; half of the desktop default. */
  static final long SMALL_STACK = 512 * 1024;

  private static final long PATIENCE_SECONDS = 600;

  private Threads() {}

  /** Runs all at the same time, each on a thread with a small stack, and waits for them. */
  static void run(Rule rule, Runnable... tasks) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (Runnable task : tasks) {
      Thread thread = new Thread(null, task, "tck-" + threads.size(), SMALL_STACK);
      thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) join(rule, thread);
    Throwable e = failure.get();
    if (e instanceof AssertionError error) throw error;
    if (e != null) throw rule.failure("a thread died of " + e, e);
  }

  private static void join(Rule rule, Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw rule.failure("interrupted while waiting for " + thread.getName(), e);
    }
    rule.require(
        !thread.isAlive(), thread.getName() + " did not finish in " + PATIENCE_SECONDS + " s");
  }
}
