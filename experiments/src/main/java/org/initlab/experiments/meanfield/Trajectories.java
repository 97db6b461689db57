package org.initlab.experiments.meanfield;

import java.util.Arrays;
import java.util.List;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/**
 * A quantity at every layer of several independent networks, for several inputs.
 *
 * @param values by network, layer (index l − 1 for layer l) and curve, which is an input or a pair
 */
public record Trajectories(double[][][] values) {
  /** As a unit of a run: one row per value. */
  public Table table() {
    Table.Builder table =
        Table.builder(
            "trajectories",
            "A quantity by network, layer and curve",
            Column.integer("network", "from 0"),
            Column.integer("layer", "from 1"),
            Column.integer("curve", "input or pair of inputs, from 0"),
            Column.real("value", "the quantity"));
    for (int k = 0; k < values.length; k++) {
      for (int l = 0; l < values[k].length; l++) {
        for (int i = 0; i < values[k][l].length; i++) table.row(k, l + 1, i, values[k][l][i]);
      }
    }
    return table.build();
  }

  /** Back from {@link #table()}. */
  public static Trajectories of(Table unit) {
    List<Object> last = unit.rows().get(unit.rows().size() - 1);
    int layers = ((Long) last.get(1)).intValue();
    int curves = ((Long) last.get(2)).intValue() + 1;
    double[][][] values = new double[((Long) last.get(0)).intValue() + 1][layers][curves];
    for (List<Object> row : unit.rows()) {
      int k = ((Long) row.get(0)).intValue();
      int l = ((Long) row.get(1)).intValue() - 1;
      values[k][l][((Long) row.get(2)).intValue()] = (Double) row.get(3);
    }
    return new Trajectories(values);
  }

  public int networks() {
    return values.length;
  }

  public int layers() {
    return values[0].length;
  }

  /** The mean of the curves {@code from..to−1} over networks at {@code layer}, from 1. */
  public Estimate at(int layer, int from, int to) {
    return Estimate.of(
        Arrays.stream(values)
            .mapToDouble(v -> Arrays.stream(v[layer - 1], from, to).average().orElseThrow())
            .toArray());
  }

  /** One curve's mean over networks at {@code layer}, from 1. */
  public Estimate at(int layer, int curve) {
    return at(layer, curve, curve + 1);
  }
}
