package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/**
 * The {@link Orthogonal} matrix times √max(1, rows/columns), so that whatever the shape every row
 * has mean square gain²/fan_in, the variance of Gaussian weights with σ_w = gain: the
 * scale-corrected uniform orthogonal distribution of Martens et al. (2021, arXiv 2110.01765). For a
 * convolution rows×columns is out×(in·k·k).
 */
public record ScaledOrthogonal(double gain) implements Initializer {
  public ScaledOrthogonal {
    Arguments.positive("gain", gain);
  }

  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    double rows = spec.shape().dim(0);
    double columns = spec.shape().size() / rows;
    return new Orthogonal(gain * Math.sqrt(Math.max(1, rows / columns))).draw(spec, random);
  }
}
