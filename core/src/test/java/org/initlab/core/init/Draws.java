package org.initlab.core.init;

import java.util.List;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;

/** Parameters of one-layer networks, drawn from a fixed seed. */
final class Draws {
  private Draws() {}

  static ParameterSpec dense(int out, int in) {
    return weight(Shape.of(in), new Dense("fc", out, false, false, Role.HIDDEN));
  }

  static ParameterSpec conv(int out, int in, int kernel) {
    Layer conv = new Conv2d("conv", out, kernel, 1, kernel / 2, false, false, Role.HIDDEN);
    return weight(Shape.of(in, 8, 8), conv);
  }

  static double[] draw(Initializer initializer, ParameterSpec spec, long seed) {
    return initializer.draw(spec, new Seed(seed).stream(spec.name())).data();
  }

  private static ParameterSpec weight(Shape input, Layer layer) {
    return new Network("one layer", input, List.of(layer)).parameters().get(0);
  }
}
