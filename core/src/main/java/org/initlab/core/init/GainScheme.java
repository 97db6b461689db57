package org.initlab.core.init;

import java.util.List;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/** A scheme that sets the gain g of weight-normalized layers by a rule of its own. */
abstract class GainScheme extends WeightScheme {
  private final WeightNormGain gain;

  GainScheme(
      String name,
      List<String> aliases,
      String description,
      Initializer directions,
      WeightNormGain gain) {
    super(name, aliases, description, directions);
    this.gain = gain;
  }

  @Override
  public final String objection(Network network) {
    return Objections.withoutWeightNorm(name(), network);
  }

  @Override
  final Parameters initialize(Network network, InitContext context, Initializer directions) {
    return NetworkDraw.draw(network, context, directions, gain);
  }
}
