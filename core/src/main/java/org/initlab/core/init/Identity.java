package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * 1 where row and column are equal and 0 elsewhere, rectangular matrices included, as {@code
 * torch.nn.init.eye_}; a convolution gets {@link Dirac}.
 */
public record Identity() implements Initializer {
  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    Shape shape = spec.shape();
    if (shape.rank() != 2) return new Dirac().draw(spec, random);
    double[] data = new double[shape.size()];
    for (int i = 0; i < Math.min(shape.dim(0), shape.dim(1)); i++) data[i * shape.dim(1) + i] = 1;
    return Tensor.of(shape, data);
  }
}
