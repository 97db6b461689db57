package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * The convolution that copies channel i to channel i for i &lt; min(in, out): 1 at the centre tap
 * (⌊k/2⌋, ⌊k/2⌋), 0 elsewhere, as {@code torch.nn.init.dirac_}.
 */
public record Dirac() implements Initializer {
  /**
   * @throws InvalidInputException unless the shape is out×in×k×k
   */
  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    Shape shape = spec.shape();
    if (shape.rank() != 4) {
      throw new InvalidInputException(
          "dirac needs the weight of a convolution, parameter '"
              + spec.name()
              + "' has shape "
              + shape);
    }
    int in = shape.dim(1);
    int height = shape.dim(2);
    int width = shape.dim(3);
    int centre = height / 2 * width + width / 2;
    double[] data = new double[shape.size()];
    for (int i = 0; i < Math.min(shape.dim(0), in); i++) {
      data[(i * in + i) * height * width + centre] = 1;
    }
    return Tensor.of(shape, data);
  }
}
