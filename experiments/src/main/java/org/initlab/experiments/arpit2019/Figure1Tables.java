package org.initlab.experiments.arpit2019;

import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.NormPropagationWander;

/** The data of Figure 1 as one tidy table. */
final class Figure1Tables {
  private Figure1Tables() {}

  static Table norms(Map<Backend, Map<Figure1Network, Table>> norms, int samples) {
    Table.Builder table =
        Table.builder(
            "arpit2019-fig1-norms",
            "Norm ratios by layer and their closed forms",
            Column.text("architecture", "feed-forward or residual"),
            Column.integer("m", "nominal width of hidden layers"),
            Column.text("init", "the scheme's name"),
            Column.integer("network", "the position among the networks of the curve"),
            Column.text("backend", "the engine"),
            Column.text("direction", "forward: h to the input; backward: gradient to the output's"),
            Column.integer("layer", "i of h^i and a^i, or b of h^b, from 1"),
            Column.integer("width", "units at this layer"),
            Column.real("mean", "mean norm ratio over samples"),
            Column.real("sd", "standard deviation of the norm ratio over samples"),
            Column.real("rms", "root mean square of the norm ratio over samples"),
            Column.real("closed_form", "the root of the expected square of the norm ratio"),
            Column.real("wander_sd", "standard deviation of ln rms over networks, by theory"));
    norms.forEach(
        (backend, tables) ->
            tables.forEach((network, norm) -> add(table, backend, network, norm, samples)));
    return table.build();
  }

  private static void add(
      Table.Builder table, Backend backend, Figure1Network network, Table norms, int samples) {
    for (Direction direction : Direction.values()) {
      double[] closed = network.closedForm(direction);
      NormPropagationWander wander = network.wander(direction);
      double[] variance = wander.varianceOfMeanSquare(samples);
      for (int row = 0; row < norms.rows().size(); row++) {
        var cells = norms.rows().get(row);
        if (!cells.get(norms.column("direction")).equals(direction.id())) continue;
        int i = ((Long) cells.get(norms.column("layer"))).intValue() - 1;
        table.row(
            network.architecture().id(),
            network.m(),
            network.init().scheme(),
            network.index(),
            backend.name(),
            direction.id(),
            i + 1,
            network.width(i + 1),
            norms.real(row, "mean"),
            norms.real(row, "sd"),
            norms.real(row, "rms"),
            Math.sqrt(closed[i]),
            Math.sqrt(variance[i]) / 2);
      }
    }
  }
}
