package org.initlab.experiments;

import java.util.Arrays;
import java.util.List;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Tensor;

/** Mistakes that experiments must notice. */
public final class Alterations {
  private Alterations() {}

  /** The array of this name times {@code factor}. */
  public static Parameters scaled(Parameters parameters, String name, double factor) {
    Tensor t = parameters.get(name);
    return parameters.with(name, scaled(t, factor));
  }

  /** Every gain g times {@code factor}. */
  public static Parameters scaledGains(Parameters parameters, double factor) {
    Parameters result = parameters;
    for (String name : parameters.names()) {
      if (name.endsWith(".weight_g")) result = scaled(result, name, factor);
    }
    return result;
  }

  /** Every array times {@code factor}. */
  public static Parameters allScaled(Parameters parameters, double factor) {
    return parameters.map(t -> scaled(t, factor));
  }

  /** Every weight rounded to float32, as an engine does that computes in less than it says. */
  public static Parameters roundedToFloat(Parameters parameters) {
    return parameters.map(
        t -> Tensor.of(t.shape(), Arrays.stream(t.data()).map(v -> (float) v).toArray()));
  }

  /** The network without nonlinearities: its gradients have no ReLU mask. */
  public static Network withoutMasks(Network network) {
    return new Network(network.name(), network.input(), linear(network.layers()));
  }

  private static List<Layer> linear(List<Layer> layers) {
    return layers.stream().map(Alterations::linear).toList();
  }

  private static Layer linear(Layer layer) {
    if (layer instanceof Activation a) return Activation.of(a.name(), Nonlinearity.IDENTITY);
    if (layer instanceof Residual r) {
      return new Residual(
          r.name(),
          linear(r.branch()),
          linear(r.shortcut()),
          r.branchScale(),
          r.block(),
          r.blocks());
    }
    return layer;
  }

  private static Tensor scaled(Tensor t, double factor) {
    return Tensor.of(t.shape(), Arrays.stream(t.data()).map(v -> v * factor).toArray());
  }
}
