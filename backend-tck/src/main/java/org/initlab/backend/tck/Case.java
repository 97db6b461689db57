package org.initlab.backend.tck;

import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * One network with parameters, a batch and an objective.
 *
 * @param what names the case in failures
 */
public record Case(
    String what,
    Network network,
    Parameters parameters,
    Tensor inputs,
    Objective objective,
    Mode mode) {
  /**
   * Closer to a kink than this, a rounding of float32 or a step of a finite difference could take
   * the other slope: the states here are of order 1 to 10, known to 1e-5 relative in float32 and
   * moved by some 1e-5 in differences.
   */
  private static final double KINK_MARGIN = 1e-3;

  private static final int ATTEMPTS = 1000;

  /**
   * A random case with a random cotangent as objective, no pre-activation of which is within
   * rounding of a kink.
   */
  public static Case of(String what, Network network, int samples, Mode mode, Draw draw) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Case drawn =
          new Case(
              what + ", batch " + samples + ", " + mode,
              network,
              draw.parameters(network),
              draw.inputs(network, samples),
              draw.cotangent(network, samples),
              mode);
      if (drawn.oracle().distanceFromKinks(drawn.inputs, mode) > KINK_MARGIN) return drawn;
    }
    throw new IllegalStateException(
        "network '" + network.name() + "' has too many units to stay clear of every kink");
  }

  public static Case of(Network network, int samples, Draw draw) {
    return of(network.name(), network, samples, Mode.TRAIN, draw);
  }

  public Oracle oracle() {
    return new Oracle(network, parameters);
  }

  public int samples() {
    return inputs.shape().dim(0);
  }

  public Case with(Objective other) {
    String kind = other.getClass().getSimpleName();
    return new Case(what + ", " + kind, network, parameters, inputs, other, mode);
  }

  public Case in(Mode other) {
    return new Case(what + ", " + other, network, parameters, inputs, objective, other);
  }

  public Case with(Parameters other) {
    return new Case(what, network, other, inputs, objective, mode);
  }

  /** This case with every number rounded to {@code precision}. */
  public Case in(Precision precision) {
    Objective rounded = objective;
    if (objective instanceof Objective.MeanSquaredError mse) {
      rounded = new Objective.MeanSquaredError(rounded(mse.targets(), precision));
    } else if (objective instanceof Objective.Cotangent c) {
      rounded = new Objective.Cotangent(rounded(c.cotangent(), precision));
    }
    return new Case(
        what + ", " + precision.id(),
        network,
        parameters.map(t -> rounded(t, precision)),
        rounded(inputs, precision),
        rounded,
        mode);
  }

  static Tensor rounded(Tensor tensor, Precision precision) {
    if (precision == Precision.FLOAT64) return tensor;
    double[] data = tensor.data().clone();
    for (int k = 0; k < data.length; k++) data[k] = (float) data[k];
    return Tensor.of(tensor.shape(), data);
  }
}
