package org.initlab.core.init;

import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * Weight normalization's data-dependent initialization (Salimans and Kingma 2016, eq. 6): layer by
 * layer, g = 1/σ and b = −μ/σ, μ and σ the mean and standard deviation of every unit's v·h/‖v‖ over
 * the calibration batch (and, for a convolution, over positions), so that pre-activations start
 * with mean 0 and variance 1. Nothing is added to σ. Classifiers stay at the framework's default.
 */
abstract class DataDependentScheme implements Scheme {
  private final String name;
  private final String directionsName;
  private final Initializer directions;

  DataDependentScheme(String name, String directionsName, Initializer directions) {
    this.name = name;
    this.directionsName = directionsName;
    this.directions = directions;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return directionsName
        + " directions, g = 1/σ and b = −μ/σ on the first batch; Salimans and Kingma 2016";
  }

  @Override
  public final List<Paper> papers() {
    return List.of(Bibliography.SALIMANS_2016);
  }

  @Override
  public final boolean needsData() {
    return true;
  }

  @Override
  public final boolean standardizesUnits() {
    return true;
  }

  @Override
  public final String objection(Network network) {
    String objection = Objections.withoutWeightNorm(name, network);
    return objection.isEmpty() ? Objections.withoutBias(name, network) : objection;
  }

  @Override
  public final Parameters initialize(Network network, InitContext context) {
    String objection = objection(network);
    if (!objection.isEmpty()) throw new InvalidInputException(objection);
    InitContext.Calibration calibration = context.requireCalibration(name);
    Parameters drawn =
        NetworkDraw.draw(network, context, NetworkDraw.Rules.of(directions, WeightNormGain.ONE));
    return new DataDependentWalk(calibration, context.threads(), drawn, new StandardizedUnits())
        .through(network);
  }
}
