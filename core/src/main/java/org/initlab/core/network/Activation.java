package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.tensor.Shape;

/**
 * h = φ(a), element by element. {@code slope} is leaky ReLU's slope for negative inputs and 0 for
 * every other function.
 */
public record Activation(String name, Nonlinearity function, double slope) implements Layer {
  /** PyTorch's default slope of leaky ReLU. */
  public static final double DEFAULT_LEAKY_SLOPE = 0.01;

  public Activation {
    Arguments.notBlank("layer name", name);
    Arguments.finite("layer '" + name + "': slope", slope);
    if (function != Nonlinearity.LEAKY_RELU) slope = 0;
  }

  public static Activation of(String name, Nonlinearity function) {
    return new Activation(name, function, DEFAULT_LEAKY_SLOPE);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (function != Nonlinearity.CRELU) return input;
    int[] dims = input.toArray();
    dims[0] *= 2;
    return Shape.of(dims);
  }
}
