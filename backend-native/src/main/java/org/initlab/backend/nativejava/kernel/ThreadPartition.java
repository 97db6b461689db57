package org.initlab.backend.nativejava.kernel;

import org.initlab.backend.nativejava.parallel.WorkPool;

/** Rows in contiguous shares over the threads of a pool. */
public final class ThreadPartition implements Partition {
  /** Fewer floating-point operations than this cost less than a fork (about 10 µs). */
  static final long WORTH_A_FORK = 30_000;

  private final WorkPool pool;

  public ThreadPartition(WorkPool pool) {
    this.pool = pool;
  }

  @Override
  public void run(int rows, long workPerRow, WorkPool.RangeTask body) {
    long grain = Math.max(1, WORTH_A_FORK / Math.max(1, workPerRow));
    pool.range(rows, (int) grain, body);
  }
}
