package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Table;

/**
 * One curve of Figure 1: an architecture, m, initialization and direction, by network and layer.
 */
record Curve(
    Architecture architecture, int m, Figure1Init init, Direction direction, List<Line> lines) {
  /**
   * One network of the curve.
   *
   * @param norms by point, input side first
   */
  record Line(Figure1Network network, NormSummary[] norms) {}

  /** Sorts the tables of {@link NormMeasurement}, all of one backend, into curves. */
  static List<Curve> of(Map<Figure1Network, Table> tables) {
    List<Curve> curves = new ArrayList<>();
    List<Figure1Network> firsts = tables.keySet().stream().filter(n -> n.index() == 0).toList();
    for (Figure1Network first : firsts) {
      for (Direction direction : Direction.values()) {
        List<Line> lines = new ArrayList<>();
        tables.forEach(
            (network, table) -> {
              if (network.sameCurve(first)) lines.add(line(network, direction, table));
            });
        curves.add(new Curve(first.architecture(), first.m(), first.init(), direction, lines));
      }
    }
    return curves;
  }

  private static Line line(Figure1Network network, Direction direction, Table table) {
    NormSummary[] norms = new NormSummary[network.points()];
    int directionColumn = table.column("direction");
    int layerColumn = table.column("layer");
    for (int row = 0; row < table.rows().size(); row++) {
      List<Object> cells = table.rows().get(row);
      if (!cells.get(directionColumn).equals(direction.id())) continue;
      int layer = ((Long) cells.get(layerColumn)).intValue();
      norms[layer - 1] =
          new NormSummary(table.real(row, "mean"), table.real(row, "sd"), table.real(row, "rms"));
    }
    return new Line(network, norms);
  }

  int points() {
    return lines.get(0).norms().length;
  }

  /** In kebab case, unique in the figure. */
  String id() {
    return architecture.id()
        + "-m"
        + m
        + "-"
        + init.scheme().replace('_', '-')
        + "-"
        + direction.id();
  }

  /** In words, for claims. */
  String words() {
    return architecture.id() + " " + direction.id() + ", " + init.label() + ", m = " + m;
  }

  /** The mean norm ratio at point i (from 1), over samples and then over networks. */
  double mean(int i) {
    return lines.stream().mapToDouble(l -> l.norms()[i - 1].mean()).average().orElseThrow();
  }

  /**
   * The spread at point i: over networks where there are several, else over the samples of the one.
   */
  double sd(int i) {
    if (lines.size() == 1) return lines.get(0).norms()[i - 1].sd();
    double mean = mean(i);
    double squares = 0;
    for (Line line : lines) squares += Math.pow(line.norms()[i - 1].mean() - mean, 2);
    return Math.sqrt(squares / (lines.size() - 1));
  }

  /** The closed form of the norm ratio at point i, √E‖·‖², averaged over the networks' widths. */
  double closedForm(int i) {
    return lines.stream()
        .mapToDouble(l -> Math.sqrt(l.network().closedForm(direction)[i - 1]))
        .average()
        .orElseThrow();
  }
}
