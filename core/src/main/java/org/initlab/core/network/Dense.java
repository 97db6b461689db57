package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * a = W h + b, W of shape out×in. With weight normalization W_i = g_i v_i / ‖v_i‖ for every output
 * i (Salimans and Kingma 2016), and the parameters are weight_g (out×1) and weight_v (out×in).
 */
public record Dense(String name, int outFeatures, boolean bias, boolean weightNorm, Role role)
    implements Layer {
  public Dense {
    Arguments.notBlank("layer name", name);
    Arguments.positive("layer '" + name + "': out_features", outFeatures);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 1) {
      throw new InvalidInputException(
          "layer '"
              + name
              + "': dense needs a flat input, was given "
              + input
              + " (put a flatten before it)");
    }
    return Shape.of(outFeatures);
  }
}
