package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;

/** The four panels of Figure 1. */
final class Figure1Panels {
  /** The paper cuts the residual panels here; the curves with g = 1 leave them at b ≈ 7. */
  private static final double RESIDUAL_TOP = 4;

  private Figure1Panels() {}

  static Figure figure(List<Curve> curves, Figure1Settings settings) {
    List<Panel> panels = new ArrayList<>();
    for (Architecture architecture : Architecture.values()) {
      for (Direction direction : Direction.values()) {
        panels.add(panel(architecture, direction, curves));
      }
    }
    String spread =
        settings.networks().stream().allMatch(k -> k == 1)
            ? "one network per curve, bands ± one standard deviation over samples"
            : settings.widths().stream()
                    .map(m -> settings.networks(m) + " networks per curve for m = " + m)
                    .collect(Collectors.joining(" and "))
                + ", bands ± one standard deviation over networks";
    String caption =
        "Norms of hidden states relative to the input and of gradients relative to the last"
            + " layer's, for "
            + settings.samples()
            + " samples x ~ N(0, I) in "
            + settings.input()
            + " dimensions and δ ~ N(0, I); "
            + spread
            + ". Dashed: closed forms √E‖·‖²; a mean norm lies lower by exp(−Var/8), and one"
            + " network strays from its expectation like a random walk over layers.";
    String title = "Norm propagation at initialization (Arpit et al. 2019, Figure 1)";
    return new Figure("arpit2019-fig1", title, caption, 2, panels);
  }

  private static Panel panel(Architecture architecture, Direction direction, List<Curve> curves) {
    List<Series> series = new ArrayList<>();
    for (Curve curve : curves) {
      if (curve.architecture() != architecture || curve.direction() != direction) continue;
      series.add(measured(curve));
      series.add(theory(curve));
    }
    boolean residual = architecture == Architecture.RESIDUAL;
    Axis x = Axis.linear(residual ? "block b" : "layer i");
    Axis y = Axis.linear(ratio(residual, direction));
    y = y.between(0, residual ? RESIDUAL_TOP : Double.NaN);
    String title =
        (residual ? "Residual, " : "Feed-forward, ")
            + (direction == Direction.FORWARD ? "forward" : "backward");
    return Panel.of(title, x, y, series);
  }

  private static String ratio(boolean residual, Direction direction) {
    if (direction == Direction.FORWARD) return residual ? "‖hᵇ‖ / ‖x‖" : "‖hⁱ‖ / ‖x‖";
    return residual ? "‖∂hᵇ‖ / ‖∂hᴮ‖" : "‖∂aⁱ‖ / ‖∂aᴸ‖";
  }

  private static Series measured(Curve curve) {
    int n = curve.points();
    double[] y = new double[n];
    double[] error = new double[n];
    for (int i = 1; i <= n; i++) {
      y[i - 1] = curve.mean(i);
      error[i - 1] = curve.sd(i);
    }
    return new Series(label(curve), Series.Style.BAND, positions(n), y, error);
  }

  private static Series theory(Curve curve) {
    double[] y = new double[curve.points()];
    for (int i = 1; i <= y.length; i++) y[i - 1] = curve.closedForm(i);
    return Series.of(label(curve), Series.Style.THEORY, positions(y.length), y);
  }

  private static String label(Curve curve) {
    return curve.init().label() + ", m = " + curve.m();
  }

  private static double[] positions(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) x[i] = i + 1;
    return x;
  }
}
