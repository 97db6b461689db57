package org.initlab.backend.nativejava.parallel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.initlab.core.error.Arguments;

/**
 * A fixed set of daemon threads for fork/join over parts of equal work. The caller works too and
 * takes over the parts of threads that are slow to wake, so a fork never waits for a sleeping
 * thread. How work is cut into parts is the caller's choice and must not depend on who runs a part:
 * results are then the same for every number of threads, as long as parts write to disjoint
 * outputs.
 *
 * <p>Idle threads spin for about {@value #SPIN_NANOS} ns, long enough to bridge the gap between two
 * layers of a network, and then park.
 */
public final class WorkPool implements AutoCloseable {
  private static final long SPIN_NANOS = 50_000;
  private static final int SPINS_PER_CLOCK_READ = 64;

  /** Work on the indices from (inclusive) to (exclusive). */
  @FunctionalInterface
  public interface RangeTask {
    void run(int from, int to);
  }

  private final AtomicReference<Job> current = new AtomicReference<>();
  private final Worker[] workers;
  private volatile boolean closed;

  /**
   * @param threads how many threads work at once, the caller included; 1 starts no thread
   */
  public WorkPool(int threads) {
    Arguments.positive("threads", threads);
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /** The number of threads that work at once, the caller included. */
  public int threads() {
    return workers.length + 1;
  }

  /**
   * Runs {@code task} for every part 0 … parts−1 and returns when all are done. If parts throw, one
   * of the exceptions reaches the caller.
   */
  public void run(int parts, IntConsumer task) {
    if (closed) throw new IllegalStateException("this pool is closed");
    if (parts <= 1 || workers.length == 0) {
      for (int part = 0; part < parts; part++) task.accept(part);
      return;
    }
    Job job = new Job(parts, threads(), task);
    current.set(job);
    int helpers = Math.min(workers.length, parts - 1);
    for (int i = 0; i < helpers; i++) workers[i].wake();
    job.work(0);
    job.await();
    current.compareAndSet(job, null);
    job.rethrow();
  }

  /**
   * Cuts 0 … count−1 into contiguous ranges of at least {@code grain} indices, at most one for
   * every thread, and runs {@code task} on each. For tasks whose result for an index does not
   * depend on the range it is in.
   */
  public void range(int count, int grain, RangeTask task) {
    int parts = Math.min(threads(), count / Math.max(1, grain));
    if (parts <= 1) {
      if (count > 0) task.run(0, count);
      return;
    }
    run(
        parts,
        part ->
            task.run(
                (int) ((long) count * part / parts), (int) ((long) count * (part + 1) / parts)));
  }

  /** Ends the threads; a second call does nothing. Must not be called while parts are running. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) LockSupport.unpark(worker);
    boolean interrupted = false;
    for (Worker worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private final class Worker extends Thread {
    private final int number;
    private volatile boolean parked;

    Worker(int number) {
      super("initlab-native-" + number);
      this.number = number;
      setDaemon(true);
    }

    void wake() {
      if (parked) LockSupport.unpark(this);
    }

    @Override
    public void run() {
      while (!closed) {
        Job job = current.get();
        if (job != null && job.hasParts()) job.work(number);
        else idle();
      }
    }

    private void idle() {
      long start = System.nanoTime();
      do {
        for (int i = 0; i < SPINS_PER_CLOCK_READ; i++) {
          if (isWoken()) return;
          Thread.onSpinWait();
        }
      } while (System.nanoTime() - start < SPIN_NANOS);
      parked = true;
      // Checked again after the flag is visible: whoever posts a job later sees it and unparks.
      while (!isWoken()) LockSupport.park(WorkPool.this);
      parked = false;
    }

    private boolean isWoken() {
      Job job = current.get();
      return closed || job != null && job.hasParts();
    }
  }
}
