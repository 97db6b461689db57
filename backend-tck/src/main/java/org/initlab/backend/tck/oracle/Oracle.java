package org.initlab.backend.tck.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Tensor;

/**
 * What a network computes, by naive double loops in float64: the truth that backends are measured
 * against. It is slow on purpose and shares no code with any backend.
 */
public final class Oracle {
  private final Network network;
  private final Parameters parameters;
  private final Function<Layer, LayerOracle> layers;

  public Oracle(Network network, Parameters parameters) {
    this(network, parameters, Oracle::standard);
  }

  /**
   * @param layers what computes each layer other than a residual; tests of the contract put wrong
   *     ones here
   */
  public Oracle(Network network, Parameters parameters, Function<Layer, LayerOracle> layers) {
    parameters.requireFit(network);
    this.network = network;
    this.parameters = parameters;
    this.layers = layers;
  }

  /** The right oracle for any layer but a residual. */
  public static LayerOracle standard(Layer layer) {
    if (layer instanceof Dense d) return new DenseOracle(d);
    if (layer instanceof Conv2d c) return new Conv2dOracle(c);
    if (layer instanceof Activation a) return new ActivationOracle(a);
    if (layer instanceof BatchNorm b) return new BatchNormOracle(b);
    if (layer instanceof Scale s) return new ScaleOracle(s);
    if (layer instanceof Flatten f) return new ReshapeOracle(f);
    if (layer instanceof GlobalAveragePool) return new PoolOracle();
    throw new IllegalArgumentException("no oracle for layer '" + layer.name() + "'");
  }

  /** The states at every probe point, in their order; the last one is the output. */
  public List<Tensor> forward(Tensor inputs, Mode mode) {
    Pass pass = new Pass(mode);
    pass.forward(network.layers(), inputs);
    return pass.byProbePoint(pass.leaving);
  }

  public double loss(Tensor inputs, Objective objective, Mode mode) {
    return ObjectiveOracle.value(objective, new Pass(mode).forward(network.layers(), inputs));
  }

  /**
   * The value of an objective and all its gradients.
   *
   * @param states ∂L/∂state by the index of the probe point
   */
  public record Differential(
      double loss, Parameters parameters, Tensor input, List<Tensor> states) {}

  public Differential gradients(Tensor inputs, Objective objective, Mode mode) {
    Pass pass = new Pass(mode);
    Tensor y = pass.forward(network.layers(), inputs);
    Tensor dx = pass.backward(network.layers(), ObjectiveOracle.gradient(objective, y));
    return new Differential(
        ObjectiveOracle.value(objective, y),
        pass.gradients.toParameters(),
        dx,
        pass.byProbePoint(pass.stateGradients));
  }

  /** The parameters with the running statistics as one training batch leaves them. */
  public Parameters withMovedStatistics(Tensor inputs) {
    Pass pass = new Pass(Mode.TRAIN);
    pass.forward(network.layers(), inputs);
    return pass.moved(network.layers(), parameters);
  }

  /**
   * The least distance of any pre-activation from a point where its nonlinearity has a kink;
   * infinite where there is no kink. Derivatives are compared only where rounding cannot cross one.
   */
  public double distanceFromKinks(Tensor inputs, Mode mode) {
    Pass pass = new Pass(mode);
    pass.forward(network.layers(), inputs);
    return pass.distanceFromKinks(network.layers());
  }

  /** One pass through the network; states by layer name, which is unique. */
  private final class Pass {
    private final Mode mode;
    private final Map<String, Tensor> entering = new HashMap<>();
    private final Map<String, Tensor> leaving = new HashMap<>();
    private final Map<String, Tensor> stateGradients = new HashMap<>();
    private final ParameterGradients gradients = new ParameterGradients(network);

    Pass(Mode mode) {
      this.mode = mode;
    }

    Tensor forward(List<Layer> sequence, Tensor x) {
      for (Layer layer : sequence) {
        entering.put(layer.name(), x);
        if (layer instanceof Residual r) {
          x = sum(forward(r.shortcut(), x), r.branchScale(), forward(r.branch(), x));
        } else {
          x = layers.apply(layer).forward(x, parameters, mode);
        }
        leaving.put(layer.name(), x);
      }
      return x;
    }

    Tensor backward(List<Layer> sequence, Tensor dy) {
      for (int i = sequence.size() - 1; i >= 0; i--) {
        Layer layer = sequence.get(i);
        stateGradients.put(layer.name(), dy);
        if (layer instanceof Residual r) {
          Tensor scaled = sum(Tensor.zeros(dy.shape()), r.branchScale(), dy);
          dy = sum(backward(r.shortcut(), dy), 1, backward(r.branch(), scaled));
        } else {
          Tensor x = entering.get(layer.name());
          dy = layers.apply(layer).backward(x, dy, parameters, mode, gradients);
        }
      }
      return dy;
    }

    Parameters moved(List<Layer> sequence, Parameters from) {
      for (Layer layer : sequence) {
        if (layer instanceof BatchNorm b) {
          from = new BatchNormOracle(b).moved(entering.get(b.name()), from);
        } else if (layer instanceof Residual r) {
          from = moved(r.shortcut(), moved(r.branch(), from));
        }
      }
      return from;
    }

    double distanceFromKinks(List<Layer> sequence) {
      double least = Double.POSITIVE_INFINITY;
      for (Layer layer : sequence) {
        if (layer instanceof Residual r) {
          least = Math.min(least, distanceFromKinks(r.branch()));
          least = Math.min(least, distanceFromKinks(r.shortcut()));
        } else if (layer instanceof Activation a) {
          for (double kink : ScalarFunctions.kinks(a.function())) {
            for (double x : entering.get(a.name()).data()) {
              least = Math.min(least, Math.abs(x - kink));
            }
          }
        }
      }
      return least;
    }

    List<Tensor> byProbePoint(Map<String, Tensor> states) {
      return network.probePoints().stream().map(ProbePoint::layer).map(states::get).toList();
    }
  }

  private static Tensor sum(Tensor a, double scale, Tensor b) {
    double[] sum = new double[a.size()];
    for (int k = 0; k < sum.length; k++) sum[k] = a.data()[k] + scale * b.data()[k];
    return Tensor.of(a.shape(), sum);
  }
}
