package org.initlab.core.backend;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * The checks that every model makes of what it is given, in one place so that every engine says the
 * same.
 */
public final class ModelInputs {
  private ModelInputs() {}

  /** Checks a batch and returns its size N. */
  public static int requireBatch(Network network, Tensor inputs) {
    Shape shape = inputs.shape();
    if (shape.rank() < 1 || !shape.unbatched().equals(network.input())) {
      throw new InvalidInputException(
          "input of network '"
              + network.name()
              + "' must be N×"
              + network.input()
              + ", was given "
              + shape);
    }
    requireFinite("input of network '" + network.name() + "'", inputs);
    return shape.dim(0);
  }

  public static void requireFinite(String what, Tensor tensor) {
    double[] data = tensor.data();
    if (allFinite(data)) return;
    for (int i = 0; i < data.length; i++) {
      if (!Double.isFinite(data[i])) {
        throw new InvalidInputException(what + " must be finite, value " + i + " is " + data[i]);
      }
    }
  }

  /**
   * Every batch of a training run comes by here, so without a branch per value: 0·x is 0 where x is
   * finite and NaN elsewhere, and four sums do not wait for each other.
   */
  private static boolean allFinite(double[] data) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < data.length - 3; i += 4) {
      a += 0 * data[i];
      b += 0 * data[i + 1];
      c += 0 * data[i + 2];
      d += 0 * data[i + 3];
    }
    for (; i < data.length; i++) a += 0 * data[i];
    return a + b + c + d == 0;
  }

  /**
   * Checks that a batch of {@code n} gives every batch normalization two values per feature, below
   * which the unbiased variance that its running statistics move towards does not exist.
   */
  public static void requireVariance(Network network, int n) {
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind() != ParameterSpec.Kind.RUNNING_VAR || n > 1) continue;
      Shape state = stateOf(network, spec.layer());
      if (state.size() == state.dim(0)) {
        throw new InvalidInputException(
            "layer '"
                + spec.layer()
                + "': batch normalization trains on two values per feature at least, a batch of "
                + n
                + " has one");
      }
    }
  }

  private static Shape stateOf(Network network, String layer) {
    return network.probePoints().stream()
        .filter(p -> p.layer().equals(layer))
        .findFirst()
        .orElseThrow()
        .shape();
  }

  /** Checks that an objective fits {@code n} outputs of the network. */
  public static void requireObjective(Network network, int n, Objective objective) {
    Shape expected = network.output().batched(n);
    if (objective instanceof Objective.CrossEntropy ce) {
      if (network.output().rank() != 1) {
        throw new InvalidInputException(
            "cross-entropy needs an output of one axis (classes), network '"
                + network.name()
                + "' gives "
                + network.output());
      }
      if (ce.labels().length != n) {
        throw new InvalidInputException(
            "cross-entropy needs " + n + " labels, was given " + ce.labels().length);
      }
      int classes = network.output().dim(0);
      for (int label : ce.labels()) {
        if (label < 0 || label >= classes) {
          throw new InvalidInputException(
              "label must be in 0.." + (classes - 1) + ", was " + label);
        }
      }
    } else if (objective instanceof Objective.MeanSquaredError mse) {
      requireShape("targets", expected, mse.targets());
    } else if (objective instanceof Objective.Cotangent c) {
      requireShape("cotangent", expected, c.cotangent());
    }
  }

  /**
   * Checks that {@code direction} has one array of the right shape for every trainable parameter.
   */
  public static void requireDirection(Network network, Parameters direction) {
    for (ParameterSpec spec : network.parameters()) {
      if (!spec.kind().trainable()) continue;
      requireShape(
          "direction for parameter '" + spec.name() + "'",
          spec.shape(),
          direction.get(spec.name()));
    }
  }

  /** Checks that {@code direction} is finite and has the shape of {@code inputs}. */
  public static void requireInputDirection(Tensor inputs, Tensor direction) {
    requireShape("direction for the input", inputs.shape(), direction);
    requireFinite("direction for the input", direction);
  }

  private static void requireShape(String what, Shape expected, Tensor given) {
    if (!given.shape().equals(expected)) {
      throw new InvalidInputException(
          what + " must have shape " + expected + ", was given " + given.shape());
    }
  }
}
