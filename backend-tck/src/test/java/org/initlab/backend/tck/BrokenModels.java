package org.initlab.backend.tck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** Backends whose layers are right and whose models have one mistake each. */
final class BrokenModels {
  private BrokenModels() {}

  /** Makes the model of a broken backend. */
  interface Maker {
    OracleModel make(
        OracleBackend backend, Network network, Parameters parameters, CompileOptions options);
  }

  static Supplier<Backend> of(Maker maker) {
    return () -> backend(maker);
  }

  static Supplier<Backend> layers(Function<Layer, LayerOracle> layers) {
    return () -> new OracleBackend(OracleBackend.EVERYTHING, layers);
  }

  private static Backend backend(Maker maker) {
    return new OracleBackend() {
      @Override
      OracleModel model(Network network, Parameters parameters, CompileOptions options) {
        return maker.make(this, network, parameters, options);
      }
    };
  }

  /** Adds the gradients of the last call, as engines do that keep them with the parameter. */
  static final class Accumulating extends OracleModel {
    private Parameters last;

    Accumulating(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest request) {
      Gradients g = super.gradients(x, objective, mode, request);
      if (g.parameters().isEmpty()) return g;
      Parameters sum = g.parameters().get();
      if (last != null) sum = sum(sum, 1, last);
      last = sum;
      return new Gradients(g.loss(), Optional.of(sum), g.input());
    }
  }

  /** Shows states from the output back and gradients from the input on. */
  static final class OutOfOrder extends OracleModel {
    OutOfOrder(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

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
      Gradients g =
          super.gradients(
              x, objective, mode, new GradientRequest(r.parameters(), r.input(), reversing));
      shown.forEach(Runnable::run);
      return g;
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
  }

  /** Moves the running variance towards the biased variance of the batch. */
  static final class BiasedRunningVariance extends OracleModel {
    BiasedRunningVariance(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    Parameters moved(Tensor inputs) {
      Parameters before = parameters();
      Parameters after = super.moved(inputs);
      for (ParameterSpec spec : network().parameters()) {
        if (spec.kind() != ParameterSpec.Kind.RUNNING_VAR) continue;
        Tensor old = before.get(spec.name());
        Tensor moved = after.get(spec.name());
        double count = inputs.shape().dim(0);
        after = after.with(spec.name(), sum(sum(moved, -1 / count, moved), 1 / count, old));
      }
      return after;
    }
  }

  static final class UsableAfterClose extends OracleModel {
    UsableAfterClose(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    void requireOpen() {}
  }

  /** Cross-entropy and squared error summed over the batch. */
  static final class SumForMean extends OracleModel {
    SumForMean(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest request) {
      Gradients g = super.gradients(x, objective, mode, request);
      if (objective instanceof Objective.Cotangent) return g;
      int n = x.shape().dim(0);
      return new Gradients(
          n * g.loss(),
          g.parameters().map(p -> p.map(t -> scaled(t, n))),
          g.input().map(t -> scaled(t, n)));
    }
  }

  /** Moves the running statistics in every training pass. */
  static final class MovingForward extends OracleModel {
    MovingForward(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Tensor forward(Tensor inputs, Mode mode, Probe states) {
      Tensor y = super.forward(inputs, mode, states);
      if (mode == Mode.TRAIN) replace(moved(inputs));
      return y;
    }
  }

  /** Works with the arrays that it was given. */
  static final class Sharing extends OracleModel {
    Sharing(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
      if (o.precision() == Precision.FLOAT64) replace(p);
    }
  }

  /** Accumulates every batch with weight 1. */
  static final class WeightIgnored extends OracleModel {
    WeightIgnored(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public double accumulate(Tensor inputs, Objective objective, double weight) {
      return super.accumulate(inputs, objective, 1);
    }
  }

  /** Keeps the gradient after an update. */
  static final class NotClearing extends OracleModel {
    NotClearing(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    void clear() {}
  }

  /** AdamW's decay added to the gradient, as Adam does. */
  static final class CoupledDecay extends OracleModel {
    CoupledDecay(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public void update(UpdateRule rule) {
      if (rule instanceof UpdateRule.Adam a) {
        rule =
            new UpdateRule.Adam(
                a.learningRate(), a.beta1(), a.beta2(), a.epsilon(), a.weightDecay(), false);
      }
      super.update(rule);
    }
  }

  /** Second-order gradients that are silently zero, as one engine's fully connected layer gives. */
  static final class ZeroHessian extends OracleModel {
    ZeroHessian(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Parameters hessianVectorProduct(
        Tensor inputs, Objective objective, Mode mode, Parameters direction) {
      return super.hessianVectorProduct(inputs, objective, mode, direction)
          .map(t -> Tensor.zeros(t.shape()));
    }
  }

  /** Replaces what is not finite by zero instead of rejecting it. */
  static final class NaNAccepted extends OracleModel {
    NaNAccepted(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Tensor forward(Tensor inputs, Mode mode, Probe states) {
      double[] data = inputs.data().clone();
      for (int k = 0; k < data.length; k++) if (!Double.isFinite(data[k])) data[k] = 0;
      return super.forward(Tensor.of(inputs.shape(), data), mode, states);
    }
  }

  /** Swallows what a probe throws. */
  static final class ProbeFailureSwallowed extends OracleModel {
    ProbeFailureSwallowed(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Tensor forward(Tensor inputs, Mode mode, Probe states) {
      try {
        return super.forward(inputs, mode, states);
      } catch (CapabilityContract.ProbeFailure e) {
        return super.forward(inputs, mode, Probe.NONE);
      }
    }
  }

  /** Bound to the thread that compiled it. */
  static final class Confined extends OracleModel {
    private final Thread owner = Thread.currentThread();

    Confined(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    void requireOpen() {
      super.requireOpen();
      if (Thread.currentThread() != owner) throw new IllegalStateException("wrong thread");
    }
  }

  /** Takes many frames of the stack for every layer. */
  static final class Recursive extends OracleModel {
    Recursive(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, p, o);
    }

    @Override
    public Tensor forward(Tensor inputs, Mode mode, Probe states) {
      descend(100 * network().layers().size());
      return super.forward(inputs, mode, states);
    }

    private static int descend(int frames) {
      return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
  }

  /** Another last bit at every other call. */
  static Backend wavering() {
    AtomicInteger calls = new AtomicInteger();
    return backend(
        (b, n, p, o) ->
            new OracleModel(b, n, p, o) {
              @Override
              public Tensor forward(Tensor inputs, Mode mode, Probe states) {
                Tensor y = super.forward(inputs, mode, states);
                return calls.getAndIncrement() % 2 == 0 ? y : scaled(y, 1 + 0x1p-23);
              }
            });
  }

  /** Does everything, and declares neither float32 nor Hessian-vector products. */
  static Backend modest() {
    return new OracleBackend(
        Set.of(Capability.FLOAT64, Capability.BITWISE_REPRODUCIBLE), Oracle::standard) {
      @Override
      void require(Capability capability) {}
    };
  }

  /** Truncates to float32 instead of rounding to nearest. */
  static final class Truncating extends OracleModel {
    Truncating(OracleBackend b, Network n, Parameters p, CompileOptions o) {
      super(b, n, o.precision() == Precision.FLOAT32 ? p.map(Truncating::truncated) : p, o);
    }

    private static Tensor truncated(Tensor t) {
      double[] data = t.data().clone();
      for (int k = 0; k < data.length; k++) {
        data[k] = Double.longBitsToDouble(Double.doubleToRawLongBits(data[k]) & -1L << 29);
      }
      return Tensor.of(t.shape(), data);
    }
  }

  /** float64 in name, float32 inside. */
  static Backend singleInDisguise() {
    return new OracleBackend(
        OracleBackend.EVERYTHING, layer -> new RoundedLayer(Oracle.standard(layer)));
  }
}
