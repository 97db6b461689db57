package org.initlab.core.train;

import java.util.Optional;
import java.util.function.Supplier;
import org.initlab.core.network.Parameters;

/** Where a run keeps what it needs again: its state, and the best model so far. */
public interface Snapshots {
  /** The state to go on from, if there is one. */
  Optional<TrainingState> latest();

  /** Keeps a state; those kept before are superseded once this one is whole. */
  void save(Supplier<TrainingState> state);

  /** Keeps the parameters of an epoch that is better than all before. */
  void keepBest(int epoch, Parameters parameters);

  /** The parameters kept for {@code epoch}, the best one. */
  Parameters best(int epoch);

  /** Keeps the best parameters on the host and nothing beyond the process. */
  static Snapshots inMemory() {
    return new Snapshots() {
      private Parameters best;

      @Override
      public Optional<TrainingState> latest() {
        return Optional.empty();
      }

      @Override
      public void save(Supplier<TrainingState> state) {}

      @Override
      public void keepBest(int epoch, Parameters parameters) {
        best = parameters;
      }

      @Override
      public Parameters best(int epoch) {
        return best;
      }
    };
  }
}
