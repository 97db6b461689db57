package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.Arguments;
import org.initlab.core.linalg.HaarOrthogonal;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/**
 * gain times a Haar-distributed matrix with orthonormal rows or columns, whichever are fewer (Saxe
 * et al. 2014). A convolution's weight is drawn as out×(in·k·k), as {@code
 * torch.nn.init.orthogonal_} does.
 */
public record Orthogonal(double gain) implements Initializer {
  public Orthogonal {
    Arguments.positive("gain", gain);
  }

  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    int rows = spec.shape().dim(0);
    double[] data = HaarOrthogonal.sample(rows, spec.shape().size() / rows, random);
    if (gain != 1) for (int i = 0; i < data.length; i++) data[i] *= gain;
    return Tensor.of(spec.shape(), data);
  }
}
