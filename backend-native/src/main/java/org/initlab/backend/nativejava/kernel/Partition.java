package org.initlab.backend.nativejava.kernel;

import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Splits independent rows of work among threads. Every row is computed by one thread in an order
 * that does not depend on the split, so results are the same bits for any number of threads.
 */
@FunctionalInterface
public interface Partition {
  /** Everything on the calling thread. */
  Partition SERIAL = (rows, workPerRow, body) -> body.run(0, rows);

  /**
   * Runs {@code body} over 0..rows and returns when all of it is done.
   *
   * @param workPerRow about how many floating-point operations one row takes; little work in all
   *     stays on the calling thread
   */
  void run(int rows, long workPerRow, WorkPool.RangeTask body);
}
