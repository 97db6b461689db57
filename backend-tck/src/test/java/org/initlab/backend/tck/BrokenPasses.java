package org.initlab.backend.tck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Tensor;

/** Models with one mistake in their passes forward and backward. */
final class BrokenPasses {
  private BrokenPasses() {}

  /** Residuals as shortcut plus branch, whatever the branch scale. */
  static OracleModel branchScaleIgnored(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : n.layers()) {
      layers.add(
          layer instanceof Residual r
              ? new Residual(r.name(), r.branch(), r.shortcut(), 1, r.block(), r.blocks())
              : layer);
    }
    return new OracleModel(b, new Network(n.name(), n.input(), layers), p, o);
  }

  /** Scales the output after it was shown, in float64 whatever the precision. */
  static OracleModel outputScaledInFloat64(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        return scaled(super.forward(inputs, mode, states), 1 + 0x1p-50);
      }
    };
  }

  /** Shows states from the output back and gradients from the input on. */
  static OracleModel probesOutOfOrder(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        Deque<Runnable> shown = new ArrayDeque<>();
        Tensor y = super.forward(inputs, mode, reversing(states, shown));
        shown.forEach(Runnable::run);
        return y;
      }

      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        Deque<Runnable> shown = new ArrayDeque<>();
        Probe reversing = reversing(r.states(), shown);
        GradientRequest request = new GradientRequest(r.parameters(), r.input(), reversing);
        Gradients g = super.gradients(x, objective, mode, request);
        shown.forEach(Runnable::run);
        return g;
      }
    };
  }

  private static Probe reversing(Probe probe, Deque<Runnable> shown) {
    return new Probe() {
      @Override
      public boolean wants(ProbePoint point) {
        return probe.wants(point);
      }

      @Override
      public void accept(ProbePoint point, Tensor state) {
        shown.addFirst(() -> probe.accept(point, state));
      }
    };
  }

  /** Moves the running statistics in every training pass. */
  static OracleModel forwardMovesStatistics(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        Tensor y = super.forward(inputs, mode, states);
        if (mode == Mode.TRAIN) replace(moved(inputs));
        return y;
      }
    };
  }

  /** The same for gradients. */
  static OracleModel gradientsMoveStatistics(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        Gradients g = super.gradients(x, objective, mode, r);
        if (mode == Mode.TRAIN) replace(moved(x));
        return g;
      }
    };
  }

  /** Adds the gradients of the last call, as engines do that keep them with the parameter. */
  static OracleModel accumulatingGradients(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      private Parameters last;

      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        Gradients g = super.gradients(x, objective, mode, r);
        if (g.parameters().isEmpty()) return g;
        Parameters sum = g.parameters().get();
        if (last != null) sum = sum(sum, 1, last);
        last = sum;
        return new Gradients(g.loss(), Optional.of(sum), g.input());
      }
    };
  }

  /** Gives every gradient, requested or not. */
  static OracleModel everythingGiven(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        return super.gradients(x, objective, mode, new GradientRequest(true, true, r.states()));
      }
    };
  }

  /** Cross-entropy and squared error summed over the batch. */
  static OracleModel sumForMean(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        Gradients g = super.gradients(x, objective, mode, r);
        if (objective instanceof Objective.Cotangent) return g;
        int samples = x.shape().dim(0);
        return new Gradients(
            samples * g.loss(),
            g.parameters().map(all -> all.map(t -> scaled(t, samples))),
            g.input().map(t -> scaled(t, samples)));
      }
    };
  }

  /** log Σ exp y without taking the largest y out: infinite from e^710 on. */
  static OracleModel naiveSoftmax(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        Gradients g = super.gradients(x, objective, mode, r);
        if (!(objective instanceof Objective.CrossEntropy)) return g;
        double largest = 0;
        Tensor y = forward(x, mode, Probe.NONE);
        for (double v : y.data()) largest = Math.max(largest, v);
        return new Gradients(
            g.loss() * (Math.exp(largest) / Math.exp(largest)), g.parameters(), g.input());
      }
    };
  }
}
