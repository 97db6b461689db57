package org.initlab.core.train;

import java.util.List;

/** Is told how far a run is, on the thread that trains. */
public interface TrainingListener {
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * Training begins, or goes on after the epochs of {@code history}.
   *
   * @param update where in the epoch, from 0
   * @param steps updates done in all
   * @param updatesPerEpoch the length of an epoch
   */
  default void started(List<EpochRecord> history, int update, long steps, int updatesPerEpoch) {}

  /**
   * An update was made.
   *
   * @param step its number in all, from 0
   * @param loss of its batch before it
   * @param samples in its batch
   */
  default void updated(long step, int epoch, double loss, double rate, int samples) {}

  /**
   * An epoch is over, and kept where checkpoints are.
   *
   * @param history up to this epoch
   */
  default void epochEnded(List<EpochRecord> history, long steps) {}
}
