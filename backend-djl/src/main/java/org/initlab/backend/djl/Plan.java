package org.initlab.backend.djl;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;

/**
 * A network as a flat list of steps, one per probe point and in the same order, so that depth costs
 * no stack. Step k makes state k; state −1 is the network's input.
 */
record Plan(List<Step> steps) {
  static final int INPUT = -1;

  /**
   * @param in the state that the layer reads
   * @param shortcut the second state that a residual sum reads; else the same as {@code in}
   * @param lastUse the last step that reads this step's state
   */
  record Step(ProbePoint point, LayerKernel kernel, int in, int shortcut, int lastUse) {}

  static Plan of(Network network) {
    return new Builder(network).build();
  }

  private static final class Builder {
    private final Network network;
    private final Map<String, Integer> firstParameter = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Builder(Network network) {
      this.network = network;
      for (int i = 0; i < network.parameters().size(); i++) {
        firstParameter.putIfAbsent(network.parameters().get(i).layer(), i);
      }
    }

    Plan build() {
      through(network.layers(), INPUT);
      int[] lastUse = new int[steps.size()];
      for (int k = 0; k < lastUse.length; k++) {
        lastUse[k] = k;
        if (steps.get(k).in() != INPUT) lastUse[steps.get(k).in()] = k;
        if (steps.get(k).shortcut() != INPUT) lastUse[steps.get(k).shortcut()] = k;
      }
      List<Step> done = new ArrayList<>(lastUse.length);
      for (Step s : steps) {
        done.add(new Step(s.point(), s.kernel(), s.in(), s.shortcut(), lastUse[s.point().index()]));
      }
      return new Plan(List.copyOf(done));
    }

    private int through(List<Layer> layers, int start) {
      int state = start;
      for (Layer layer : layers) state = through(layer, state);
      return state;
    }

    private int through(Layer layer, int in) {
      if (layer instanceof Residual r) {
        int branch = through(r.branch(), in);
        int shortcut = through(r.shortcut(), in);
        double scale = r.branchScale();
        return add(
            (p, b, s) -> (scale == 1 ? b : b.mul(p.constant(scale))).add(s), branch, shortcut);
      }
      return add(kernel(layer), in, in);
    }

    private int add(LayerKernel kernel, int in, int shortcut) {
      int k = steps.size();
      steps.add(new Step(network.probePoints().get(k), kernel, in, shortcut, k));
      return k;
    }

    private LayerKernel kernel(Layer layer) {
      if (layer instanceof Dense d) {
        Affine affine = new Affine(firstParameter.get(d.name()), d.weightNorm(), d.bias());
        return (p, x, s) -> affine.dense(p, x);
      } else if (layer instanceof Conv2d c) {
        Affine affine = new Affine(firstParameter.get(c.name()), c.weightNorm(), c.bias());
        return (p, x, s) -> affine.convolution(p, x, c.stride(), c.padding());
      } else if (layer instanceof BatchNorm b) {
        return new BatchNormKernel(b, firstParameter.get(b.name()));
      } else if (layer instanceof Activation a) {
        return (p, x, s) -> p.activation(a, x);
      } else if (layer instanceof Scale) {
        int alpha = firstParameter.get(layer.name());
        return (p, x, s) -> x.mul(p.parameter(alpha));
      } else if (layer instanceof Flatten) {
        return (p, x, s) -> x.reshape(new Shape(x.getShape().get(0), -1));
      } else if (layer instanceof GlobalAveragePool) {
        return (p, x, s) ->
            x.sum(new int[] {2, 3}).div(p.constant(x.getShape().get(2) * x.getShape().get(3)));
      }
      throw new AssertionError(layer);
    }
  }
}
