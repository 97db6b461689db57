package org.initlab.core.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * Trains a network on any backend: epochs of updates, validation after each, and a test of the
 * model of the best epoch at the end.
 *
 * @param options batches, weights and the optimizer's state stay on their device during a step
 */
public record Trainer(
    Backend backend,
    Network network,
    CompileOptions options,
    TrainConfig config,
    TrainingData data) {
  /**
   * Trains from the latest snapshot, or from {@code initial} where there is none.
   *
   * @param stop is asked between updates; once it says yes the state is kept and the run ends
   */
  public TrainingResult run(
      Supplier<Parameters> initial,
      Snapshots snapshots,
      TrainingListener listener,
      BooleanSupplier stop) {
    Outcome outcome;
    List<EpochRecord> history;
    long steps;
    try (TrainingLoop loop =
        open(
            snapshots.latest().orElseGet(() -> TrainingState.start(initial.get())),
            snapshots,
            listener)) {
      outcome = loop.run(stop);
      history = loop.history();
      steps = loop.steps();
    }
    OptionalInt best = TrainingState.best(history);
    Optional<Evaluation> test =
        outcome == Outcome.INTERRUPTED || best.isEmpty()
            ? Optional.empty()
            : Optional.of(test(snapshots.best(best.getAsInt())));
    if (test.isPresent() && !Double.isFinite(test.get().loss())) outcome = Outcome.DIVERGED;
    return new TrainingResult(outcome, history, steps, best, test);
  }

  /** Nothing keeps the state's arrays once they are in the model: a large network has one copy. */
  private TrainingLoop open(TrainingState from, Snapshots snapshots, TrainingListener listener) {
    Model model = backend.compile(network, from.parameters(), options);
    model.restore(from.optimizer());
    return new TrainingLoop(model, config, data, from, snapshots, listener);
  }

  private Evaluation test(Parameters parameters) {
    try (Model model = backend.compile(network, parameters, options)) {
      return Evaluation.of(model, data.test());
    }
  }
}
