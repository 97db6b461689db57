package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.linalg.HaarOrthogonal;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/**
 * gain times a Haar-distributed partial isometry whose rows sum to 0, so that a layer sees its
 * input less its mean over all inputs of a unit: the centred weights of Huang et al. (2017), drawn
 * instead of enforced. With n columns it is Q·P, P the n − 1 rows that complete 1/√n·(1, …, 1) to
 * an orthonormal basis and Q Haar-distributed of n − 1 columns; hence W·Wᵀ = gain²·I where there
 * are fewer rows than columns and Wᵀ·W = gain²·(I − 11ᵀ/n) else. A convolution's weight is drawn as
 * out×(in·k·k).
 */
public record CentredOrthogonal(double gain) implements Initializer {
  public CentredOrthogonal {
    Arguments.positive("gain", gain);
  }

  /**
   * @throws InvalidInputException if a unit has one input only
   */
  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    int rows = spec.shape().dim(0);
    int columns = spec.shape().size() / rows;
    if (columns < 2) {
      throw new InvalidInputException(
          "centred weights of a unit sum to 0, so it needs 2 inputs at least; parameter '"
              + spec.name()
              + "' has shape "
              + spec.shape());
    }
    double[] q = HaarOrthogonal.sample(rows, columns - 1, random);
    double[] data = new double[rows * columns];
    for (int i = 0; i < rows; i++) centred(q, i * (columns - 1), data, i * columns, columns);
    return Tensor.of(spec.shape(), data);
  }

  /**
   * (0, q)·H for one row q, H = I − 2vvᵀ/vᵀv the reflection that takes e₁ to −1/√n·(1, …, 1): v =
   * e₁ + 1/√n·(1, …, 1), vᵀv = 2(1 + 1/√n).
   */
  private void centred(double[] q, int from, double[] data, int to, int n) {
    double entry = 1 / Math.sqrt(n);
    double sum = 0;
    for (int j = 0; j < n - 1; j++) sum += q[from + j];
    double dot = entry * sum / (1 + entry);
    data[to] = -gain * dot * (1 + entry);
    for (int j = 1; j < n; j++) data[to + j] = gain * (q[from + j - 1] - dot * entry);
  }
}
