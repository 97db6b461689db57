package org.initlab.backend.nativejava.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * One fork: parts are claimed one by one until none is left. Every thread claims from a share of
 * its own first, the same of every job, so that what one layer leaves in a core's cache the next
 * one finds there; then it helps with the others'. A thread that comes late claims nothing.
 */
final class Job {
  private static final int SPINS = 2_000;

  /** Counters of two threads lie on different cache lines. */
  private static final int PADDING = 16;

  private final int parts;
  private final int threads;
  private final IntConsumer task;
  private final Thread caller = Thread.currentThread();
  private final AtomicIntegerArray claimed;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean callerParked;

  Job(int parts, int threads, IntConsumer task) {
    this.parts = parts;
    this.threads = threads;
    this.task = task;
    this.claimed = new AtomicIntegerArray(threads * PADDING);
  }

  boolean hasParts() {
    for (int share = 0; share < threads; share++) {
      if (claimed.get(share * PADDING) < size(share)) return true;
    }
    return false;
  }

  /**
   * Claims and runs parts until none is left.
   *
   * @param thread whose share comes first
   */
  void work(int thread) {
    for (int i = 0; i < threads; i++) claimFrom((thread + i) % threads);
  }

  private int first(int share) {
    return (int) ((long) parts * share / threads);
  }

  private int size(int share) {
    return first(share + 1) - first(share);
  }

  private void claimFrom(int share) {
    int first = first(share);
    int size = size(share);
    for (int i = claim(share); i < size; i = claim(share)) {
      try {
        task.accept(first + i);
      } catch (RuntimeException | Error e) {
        // Carried to the caller, who is the one to hear of it.
        failure.compareAndSet(null, e);
      } finally {
        if (done.incrementAndGet() == parts && callerParked) LockSupport.unpark(caller);
      }
    }
  }

  private int claim(int share) {
    return claimed.getAndIncrement(share * PADDING);
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
