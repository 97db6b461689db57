package org.initlab.core.data;

/** Batches in order. Used by one thread. */
public interface BatchStream extends AutoCloseable {
  /** The next batch, to be read until the next call; null when the epoch is over. */
  Batch next();

  /** Ends what makes batches; a second call does nothing. */
  @Override
  void close();
}
