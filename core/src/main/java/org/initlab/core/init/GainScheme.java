package org.initlab.core.init;

import java.util.List;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;

/** A scheme that sets the gain g of weight-normalized layers by a rule of its own. */
abstract class GainScheme extends WeightScheme {
  private final WeightNormGain gain;

  GainScheme(
      String name,
      List<String> aliases,
      String description,
      Initializer directions,
      WeightNormGain gain,
      Paper... papers) {
    super(name, aliases, description, directions, papers);
    this.gain = gain;
  }

  @Override
  public final String objection(Network network) {
    return Objections.withoutWeightNorm(name(), network);
  }

  @Override
  final NetworkDraw.Rules rules(Network network, Initializer directions) {
    return NetworkDraw.Rules.of(directions, gain);
  }
}
