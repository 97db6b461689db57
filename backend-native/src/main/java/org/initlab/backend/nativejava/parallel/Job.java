package org.initlab.backend.nativejava.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * One fork: parts are claimed one by one until none is left. A thread that comes late claims
 * nothing.
 */
final class Job {
  private static final int SPINS = 2_000;

  private final int parts;
  private final IntConsumer task;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean callerParked;

  Job(int parts, IntConsumer task) {
    this.parts = parts;
    this.task = task;
  }

  boolean hasParts() {
    return claimed.get() < parts;
  }

  /** Claims and runs parts until none is left. */
  void work() {
    for (int part = claimed.getAndIncrement(); part < parts; part = claimed.getAndIncrement()) {
      try {
        task.accept(part);
      } catch (RuntimeException | Error e) {
        // Carried to the caller, who is the one to hear of it.
        failure.compareAndSet(null, e);
      } finally {
        if (done.incrementAndGet() == parts && callerParked) LockSupport.unpark(caller);
      }
    }
  }

  /** Waits, in the caller, for the parts that others have claimed. */
  void await() {
    for (int i = 0; i < SPINS; i++) {
      if (done.get() == parts) return;
      Thread.onSpinWait();
    }
    callerParked = true;
    while (done.get() != parts) LockSupport.park(this);
  }

  void rethrow() {
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) throw error;
    if (thrown instanceof RuntimeException exception) throw exception;
  }
}
