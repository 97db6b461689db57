package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/** Every entry the same. */
public record Constant(double value) implements Initializer {
  public Constant {
    Arguments.finite("value", value);
  }

  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    return Tensor.filled(spec.shape(), value);
  }
}
