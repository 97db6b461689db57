package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/** Independent entries N(0, std²), whatever the fans. */
public record Normal(double std) implements Initializer {
  public Normal {
    Arguments.notNegative("std", std);
  }

  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] data = new double[spec.shape().size()];
    for (int i = 0; i < data.length; i++) data[i] = std * gaussian.sample();
    return Tensor.of(spec.shape(), data);
  }
}
