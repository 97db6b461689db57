package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A convolution kernel that is an orthogonal out×in matrix at its centre tap (⌊k/2⌋ along every
 * axis) and 0 elsewhere (Xiao et al. 2018, algorithm 2), in any number of dimensions: out×in×k,
 * out×in×k×k, out×in×k×k×k. Only the centre tap being there, no input is lost at the border: at
 * stride 1 and with ⌊k/2⌋ zeros of padding on every side, k odd, ‖conv(x)‖ = gain·‖x‖ exactly, as
 * with circular padding. A larger stride drops positions, less padding crops the border. A dense
 * layer's weight is the matrix alone.
 *
 * @param matrix what the centre tap is drawn from, {@link Orthogonal} or {@link ScaledOrthogonal}
 */
public record DeltaOrthogonal(Initializer matrix) implements Initializer {
  /**
   * @param gain ‖conv(x)‖/‖x‖, a standard deviation σ_w rather than a variance
   */
  public DeltaOrthogonal(double gain) {
    this(new Orthogonal(gain));
  }

  /**
   * @throws InvalidInputException if a convolution has more inputs than outputs: it cannot keep
   *     every norm then
   */
  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    Shape shape = spec.shape();
    if (shape.rank() < 3) return matrix.draw(spec, random);
    int out = shape.dim(0);
    int in = shape.dim(1);
    if (in > out) {
      throw new InvalidInputException(
          "delta-orthogonal kernels need as many outputs as inputs at least, parameter '"
              + spec.name()
              + "' has shape "
              + shape);
    }
    int taps = shape.size() / (out * in);
    int centre = 0;
    for (int axis = 2; axis < shape.rank(); axis++) {
      centre = centre * shape.dim(axis) + shape.dim(axis) / 2;
    }
    double[] tap = matrix.draw(spec.withShape(Shape.of(out, in), in, out), random).data();
    double[] data = new double[shape.size()];
    for (int i = 0; i < tap.length; i++) data[i * taps + centre] = tap[i];
    return Tensor.of(shape, data);
  }
}
