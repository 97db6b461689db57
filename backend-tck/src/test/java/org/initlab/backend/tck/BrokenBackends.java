package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.OptimizerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Backends with a mistake of their own, and those made of broken layers or models. */
final class BrokenBackends {
  private BrokenBackends() {}

  /** Makes the model of a broken backend. */
  interface Maker {
    OracleModel make(
        OracleBackend backend, Network network, Parameters parameters, CompileOptions options);
  }

  static Supplier<Backend> model(Maker maker) {
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

  /** No description, no provenance, no device. */
  static Backend saysNothingOfItself() {
    return new OracleBackend() {
      @Override
      public String description() {
        return "";
      }

      @Override
      public List<Device> devices() {
        return List.of();
      }

      @Override
      public Map<String, String> provenance() {
        return Map.of();
      }
    };
  }

  /** Does everything, and declares neither float32 nor Hessian-vector products. */
  static Backend modest() {
    return new OracleBackend(
        Set.of(Capability.FLOAT64, Capability.BITWISE_REPRODUCIBLE), Oracle::standard) {
      @Override
      void require(Capability capability) {}
    };
  }

  /** Runs on the CPU whatever the device. */
  static Backend fallsBackToTheCpu() {
    return new OracleBackend() {
      @Override
      void require(Capability capability) {
        if (capability != Capability.GPU) super.require(capability);
      }
    };
  }

  /** float64 in name, float32 inside. */
  static Backend singleInDisguise() {
    return new OracleBackend(
        OracleBackend.EVERYTHING, layer -> new RoundedLayer(Oracle.standard(layer)));
  }

  /** Belongs to the first thread that compiled anything. */
  static Backend boundToTheFirstThread() {
    List<Thread> owner = new ArrayList<>();
    return backend(
        (b, n, p, o) -> {
          if (owner.isEmpty()) owner.add(Thread.currentThread());
          if (owner.get(0) != Thread.currentThread()) throw new IllegalStateException("thread");
          return new OracleModel(b, n, p, o);
        });
  }

  /** Closing any model closes all that were compiled before. */
  static Backend closesAll() {
    List<OracleModel> open = new ArrayList<>();
    return backend(
        (b, n, p, o) -> {
          OracleModel model =
              new OracleModel(b, n, p, o) {
                @Override
                public void close() {
                  open.forEach(OracleModel::shut);
                  open.clear();
                }
              };
          open.add(model);
          return model;
        });
  }

  /** One model at a time: compiling another overwrites the parameters of those before. */
  static Backend oneSetOfParameters() {
    List<OracleModel> last = new ArrayList<>();
    return backend(
        (b, n, p, o) -> {
          OracleModel model = new OracleModel(b, n, p, o);
          last.forEach(m -> m.replace(model.parameters()));
          last.clear();
          last.add(model);
          return model;
        });
  }

  /** Momentum and moments kept by parameter name for all models. */
  static Backend oneOptimizer() {
    OptimizerOracle shared = new OptimizerOracle();
    return backend(
        (b, n, p, o) ->
            new OracleModel(b, n, p, o) {
              @Override
              OptimizerOracle optimizer() {
                return shared;
              }
            });
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

  /** Sums that depend on how the work was divided. */
  static OracleModel threadDependent(
      OracleBackend b, Network n, Parameters p, CompileOptions options) {
    return new OracleModel(b, n, p, options) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        return scaled(super.forward(inputs, mode, states), 1 + options.threads() * 0x1p-50);
      }
    };
  }

  /** Loses the last bits of what it computes again. */
  static OracleModel checkpointsRounded(
      OracleBackend b, Network n, Parameters p, CompileOptions options) {
    return new OracleModel(b, n, p, options) {
      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        boolean small = options.memory() == Memory.SMALL;
        return super.gradients(small ? scaled(x, 1 + 0x1p-20) : x, objective, mode, r);
      }
    };
  }

  /** Never frees every third model. */
  static Backend leaking() {
    List<OracleModel> leaked = new ArrayList<>();
    AtomicInteger compiled = new AtomicInteger();
    return backend(
        (b, n, p, o) -> {
          OracleModel model = new OracleModel(b, n, p, o);
          if (compiled.getAndIncrement() % 3 == 0) leaked.add(model);
          return model;
        });
  }

  /** Takes many frames of the stack for every layer. */
  static OracleModel recursive(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        descend(100 * n.layers().size());
        return super.forward(inputs, mode, states);
      }

      private int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
      }
    };
  }
}
