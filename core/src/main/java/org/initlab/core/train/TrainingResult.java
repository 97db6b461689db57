package org.initlab.core.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a training run came to.
 *
 * @param history the finished epochs and, if the run diverged, the one in which it did
 * @param steps updates done
 * @param best the epoch whose model was tested; empty if none was finished
 * @param test of that model; empty if there is none or the run was interrupted
 */
public record TrainingResult(
    Outcome outcome,
    List<EpochRecord> history,
    long steps,
    OptionalInt best,
    Optional<Evaluation> test) {
  public TrainingResult {
    history = List.copyOf(history);
  }
}
