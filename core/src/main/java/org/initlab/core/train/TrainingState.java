package org.initlab.core.train;

import java.util.List;
import java.util.OptionalInt;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.network.Parameters;

/**
 * A run between two updates: everything that decides how it goes on. Batches and augmentation are
 * drawn from (seed, epoch), so the position is all that there is of the generators.
 *
 * @param epoch the epoch that the run is in, from 0; the number of epochs once all are done
 * @param update updates done in it
 * @param steps updates done in all
 * @param tally of the epoch so far
 * @param seconds of training in the epoch so far
 * @param history the finished epochs
 */
public record TrainingState(
    int epoch,
    int update,
    long steps,
    Tally tally,
    double seconds,
    List<EpochRecord> history,
    Parameters parameters,
    OptimizerState optimizer) {
  public TrainingState {
    history = List.copyOf(history);
  }

  /** Before the first update. */
  public static TrainingState start(Parameters parameters) {
    return new TrainingState(0, 0, 0, Tally.EMPTY, 0, List.of(), parameters, OptimizerState.NONE);
  }

  /**
   * The epoch whose model is tested: the first of the highest validation accuracy, or the last one
   * where nothing is held out.
   */
  public static OptionalInt best(List<EpochRecord> history) {
    OptionalInt best = OptionalInt.empty();
    double accuracy = -1;
    for (EpochRecord r : history) {
      boolean heldOut = !Double.isNaN(r.validationAccuracy());
      if (!Double.isFinite(r.trainLoss())) continue;
      if (heldOut && !Double.isFinite(r.validationLoss())) continue;
      if (heldOut && !(r.validationAccuracy() > accuracy)) continue;
      if (heldOut) accuracy = r.validationAccuracy();
      best = OptionalInt.of(r.epoch());
    }
    return best;
  }
}
