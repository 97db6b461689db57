package org.initlab.backend.tck;

import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Models with one mistake in training. */
final class BrokenUpdates {
  private BrokenUpdates() {}

  /** b = momentum·b + (1 − momentum)·d. */
  static OracleModel dampedMomentum(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public void update(UpdateRule rule) {
        if (rule instanceof UpdateRule.Sgd s) {
          double damped = s.learningRate() * (1 - s.momentum());
          rule = new UpdateRule.Sgd(damped, s.momentum(), s.weightDecay());
        }
        super.update(rule);
      }
    };
  }

  /** AdamW's decay added to the gradient, as Adam does. */
  static OracleModel coupledDecay(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public void update(UpdateRule rule) {
        if (rule instanceof UpdateRule.Adam a) {
          rule =
              new UpdateRule.Adam(
                  a.learningRate(), a.beta1(), a.beta2(), a.epsilon(), a.weightDecay(), false);
        }
        super.update(rule);
      }
    };
  }

  /** Accumulates every batch with weight 1. */
  static OracleModel weightIgnored(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public double accumulate(Tensor inputs, Objective objective, double weight) {
        return super.accumulate(inputs, objective, 1);
      }
    };
  }

  /** Returns the weighted objective. */
  static OracleModel objectiveWeighted(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public double accumulate(Tensor inputs, Objective objective, double weight) {
        return weight * super.accumulate(inputs, objective, weight);
      }
    };
  }

  /** Keeps the gradient after an update. */
  static OracleModel notClearing(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      void clear() {}
    };
  }

  /** Moves the running variance towards the biased variance of the batch. */
  static OracleModel biasedRunningVariance(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      Parameters moved(Tensor inputs) {
        Parameters before = parameters();
        Parameters after = super.moved(inputs);
        for (ParameterSpec spec : n.parameters()) {
          if (spec.kind() != ParameterSpec.Kind.RUNNING_VAR) continue;
          Tensor old = before.get(spec.name());
          Tensor moved = after.get(spec.name());
          double count = inputs.shape().dim(0);
          after = after.with(spec.name(), sum(sum(moved, -1 / count, moved), 1 / count, old));
        }
        return after;
      }
    };
  }

  /** Shows the states of a pass in EVAL. */
  static OracleModel showsEval(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public double accumulate(Tensor inputs, Objective objective, double weight, Probe states) {
        forward(inputs, Mode.EVAL, states);
        return accumulate(inputs, objective, weight);
      }
    };
  }

  /** ‖g‖∞ for ‖g‖₂. */
  static OracleModel normOfTheLargest(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      double norm(Parameters gradient) {
        return Flat.of(gradient).largest();
      }
    };
  }

  /** Restores Adam's moments only. */
  static OracleModel momentumLost(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public void restore(OptimizerState state) {
        OptimizerState none = OptimizerState.NONE;
        super.restore(
            new OptimizerState(
                state.adamUpdates(), none.momentum(), state.firstMoment(), state.secondMoment()));
      }
    };
  }

  /** Takes any state. */
  static OracleModel anyState(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      void requireFit(OptimizerState state) {}
    };
  }
}
