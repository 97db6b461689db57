package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;

/**
 * An activation whose derivative jumps. Where two engines' pre-activations lie on different sides
 * of a kink, their gradients differ by the jump however small the difference of the states is.
 *
 * @param activation the layer
 * @param output the index of its probe point
 * @param input the index of the point that holds its pre-activation, {@link #NETWORK_INPUT} for the
 *     input
 */
record Kink(Activation activation, int output, int input) {
  static final int NETWORK_INPUT = -1;

  /** Every kinked activation, in the order of execution. */
  static List<Kink> of(Network network) {
    Map<String, Integer> index = new HashMap<>();
    for (ProbePoint p : network.probePoints()) index.put(p.layer(), p.index());
    List<Kink> kinks = new ArrayList<>();
    collect(network.layers(), NETWORK_INPUT, index, kinks);
    return kinks;
  }

  private static void collect(
      List<Layer> layers, int before, Map<String, Integer> index, List<Kink> kinks) {
    int previous = before;
    for (Layer layer : layers) {
      int here = index.get(layer.name());
      if (layer instanceof Activation a && isKinked(a)) kinks.add(new Kink(a, here, previous));
      if (layer instanceof Residual r) {
        collect(r.branch(), previous, index, kinks);
        collect(r.shortcut(), previous, index, kinks);
      }
      previous = here;
    }
  }

  private static boolean isKinked(Activation a) {
    return switch (a.function()) {
      case RELU, LEAKY_RELU, HARD_TANH, CRELU -> true;
      case IDENTITY, TANH, ERF, SIGMOID, GELU, SILU -> false;
    };
  }

  /** On which linear piece a pre-activation lies; 0 is a piece of its own. */
  int piece(double a) {
    if (activation.function() == Nonlinearity.HARD_TANH) return a <= -1 ? -1 : a >= 1 ? 1 : 0;
    return (int) Math.signum(a);
  }

  /** How far a pre-activation is from the nearest kink. */
  double distance(double a) {
    double magnitude = Math.abs(a);
    return activation.function() == Nonlinearity.HARD_TANH ? Math.abs(magnitude - 1) : magnitude;
  }

  /**
   * By how much ∂L/∂a of element {@code i} of a batch jumps at the kink.
   *
   * @param dh ∂L/∂h of the whole batch
   * @param features values per sample of a
   */
  double jump(double[] dh, int i, int features) {
    if (activation.function() == Nonlinearity.CRELU) {
      int first = i / features * 2 * features + i % features;
      return Math.abs(dh[first]) + Math.abs(dh[first + features]);
    }
    return Math.abs((1 - activation.slope()) * dh[i]);
  }
}
