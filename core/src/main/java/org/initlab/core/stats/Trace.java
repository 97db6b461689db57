package org.initlab.core.stats;

import java.util.List;
import java.util.OptionalDouble;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.Network;

/**
 * What one run of one network on one engine showed: statistics per layer and no states.
 *
 * @param layers one for every recorded point, in the order of execution
 * @param loss the objective's value; empty if only the forward pass was run
 */
public record Trace(
    Network network, CompileOptions options, List<LayerStatistics> layers, OptionalDouble loss) {
  public Trace {
    layers = List.copyOf(layers);
  }

  /** The statistics at the point that bears a layer's name. */
  public LayerStatistics layer(String name) {
    return layers.stream()
        .filter(l -> l.point().layer().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Arguments.unknown(
                    "layer", name, layers.stream().map(l -> l.point().layer()).toList()));
  }

  /** The first layer with a NaN or an infinity in its state or its gradient, or empty. */
  public java.util.Optional<LayerStatistics> firstNonFinite() {
    return layers.stream()
        .filter(
            l -> !l.state().isFinite() || !l.gradient().map(BatchStatistics::isFinite).orElse(true))
        .findFirst();
  }
}
