package org.initlab.cli.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.PhaseDiagram;

/** Four heat maps over (σ_w, σ_b) with the boundary between order and chaos over each. */
record PhaseDiagramFigure(PhaseDiagramRun run, Table cells) {
  Figure build() {
    List<Panel> panels =
        List.of(
            panel("Length, q*", "log₁₀ q*", "q_star", Math::log10),
            panel("Correlation, c*", "c*", "c_star", c -> c),
            panel("Gradient growth, χ₁", "ln χ₁", "chi_1", Math::log),
            panel("Depth scale, ξ_c", "log₁₀ ξ_c, at most 2", "xi_c", PhaseDiagramFigure::capped));
    return new Figure(
        "phase-diagram",
        "Phase diagram of " + run.name() + " networks",
        "Mean-field fixed points of deep networks with weights N(0, σ_w²/fan_in) and biases"
            + " N(0, σ_b²). The line is the edge of chaos, χ₁ = 1: to its left two inputs become"
            + " alike and gradients vanish, to its right they become unlike and gradients explode."
            + " Depth scales above 100 layers have one colour. Cells are blank where q* is 0 or q"
            + " diverges.",
        2,
        panels);
  }

  /** ξ_c is infinite on the line; beyond 100 layers the colours would show nothing else. */
  private static double capped(double xi) {
    return Math.min(2, Math.log10(xi));
  }

  private Panel panel(String title, String label, String column, DoubleUnaryOperator of) {
    double[] x = run.sigmaW().values();
    double[] y = run.sigmaB().values();
    double[][] z = new double[y.length][x.length];
    for (int r = 0; r < y.length; r++) {
      for (int c = 0; c < x.length; c++) {
        z[r][c] = of.applyAsDouble(cells.real(r * x.length + c, column));
      }
    }
    return new Panel(
        title,
        Axis.linear("σ_w").between(x[0], x[x.length - 1]),
        Axis.linear("σ_b").between(y[0], y[y.length - 1]),
        boundary(y),
        Optional.of(new Panel.HeatMap(label, x, y, z)));
  }

  private List<Series> boundary(double[] sigmaB) {
    List<double[]> points = new ArrayList<>();
    for (double b : sigmaB) {
      OptionalDouble w = PhaseDiagram.boundary(run.activation(), b);
      if (w.isPresent() && w.getAsDouble() <= run.sigmaW().to()) {
        points.add(new double[] {w.getAsDouble(), b});
      }
    }
    if (points.isEmpty()) return List.of();
    return List.of(
        Series.of(
            "χ₁ = 1",
            Series.Style.THEORY,
            points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray()));
  }
}
