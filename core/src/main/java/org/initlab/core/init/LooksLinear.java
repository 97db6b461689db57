package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * [W, −W] along the input features (Balduzzi et al. 2017, §5): after concatenated ReLUs it computes
 * W·max(z, 0) − W·max(−z, 0) = W·z, a linear function of what entered them. A convolution's weight
 * is mirrored along its input channels.
 *
 * @param half what W, with half the inputs, is drawn from
 */
public record LooksLinear(Initializer half) implements Initializer {
  /**
   * @throws InvalidInputException if the number of inputs is odd
   */
  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    Shape shape = spec.shape();
    int in = shape.dim(1);
    if (in % 2 != 0) {
      throw new InvalidInputException(
          "looks-linear weights are [W, −W], which needs an even number of inputs; parameter '"
              + spec.name()
              + "' has shape "
              + shape);
    }
    int[] dims = shape.toArray();
    dims[1] = in / 2;
    ParameterSpec halved = spec.withShape(Shape.of(dims), spec.fanIn() / 2, spec.fanOut());
    double[] w = half.draw(halved, random).data();
    double[] data = new double[shape.size()];
    int row = w.length / dims[0];
    for (int i = 0; i < w.length; i++) {
      int at = i / row * 2 * row + i % row;
      data[at] = w[i];
      data[at + row] = -w[i];
    }
    return Tensor.of(shape, data);
  }
}
