package org.initlab.core.init;

import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * A scheme that draws every weight from one {@link Initializer} without looking at data. Under
 * weight normalization it draws the direction v and leaves g = ‖v‖, as the frameworks do, so that
 * the network is the one without normalization.
 */
public abstract class WeightScheme implements Scheme {
  private final String name;
  private final List<String> aliases;
  private final String description;
  private final Initializer weights;
  private final List<Paper> papers;

  protected WeightScheme(
      String name, List<String> aliases, String description, Initializer weights, Paper... papers) {
    this.name = name;
    this.aliases = List.copyOf(aliases);
    this.description = description;
    this.weights = weights;
    this.papers = List.of(papers);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> aliases() {
    return aliases;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<Paper> papers() {
    return papers;
  }

  @Override
  public final Parameters initialize(Network network, InitContext context) {
    String objection = objection(network);
    if (!objection.isEmpty()) throw new InvalidInputException(objection);
    return NetworkDraw.draw(network, context, rules(network, weights));
  }

  NetworkDraw.Rules rules(Network network, Initializer weights) {
    return NetworkDraw.Rules.of(weights, WeightNormGain.NORM_OF_V);
  }
}
