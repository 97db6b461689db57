package org.initlab.experiments.pennington2017;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.theory.spectrum.JacobianSpectrum;

/** Histograms of singular values over predicted densities, a figure for every case. */
final class SpectraFigures {
  private static final int BINS = 36;
  private static final int POINTS = 240;

  private SpectraFigures() {}

  static List<Figure> of(SpectraSettings settings, List<SpectraReport> reports) {
    List<Figure> figures = new ArrayList<>();
    for (SpectraReport report : reports) {
      List<Panel> panels = new ArrayList<>();
      for (int depth : settings.depths()) panels.add(panel(report, depth));
      SpectrumCase c = report.subject();
      String caption =
          String.format(
              Locale.ROOT,
              "Singular values of the input–output Jacobian, %s, σ_w² = %.6g, σ_b² = %.3g, N = %d,"
                  + " %d networks (bars), and the density for infinite width (dashed)%s.",
              c.label(),
              c.critical().weightVariance(),
              c.critical().biasVariance(),
              settings.width(),
              settings.networks(),
              remark(report));
      figures.add(
          new Figure(
              "pennington2017-" + c.id(),
              "Jacobian spectra of critical networks: " + c.label(),
              caption,
              Math.min(3, panels.size()),
              panels));
    }
    return figures;
  }

  /** What a reader would stumble over. */
  private static String remark(SpectraReport report) {
    if (!report.subject().isometric()) {
      return "; values below a hundredth of the edge are not shown";
    }
    if (report.zeros() > 0) return "; the atom at the edge is spread over its bin";
    return "; one value per network lies below the others, that of the direction of the input, along"
        + " which the length returns to q* as e^(−L/ξ_q)";
  }

  private static Panel panel(SpectraReport report, int depth) {
    JacobianSpectrum limit = report.subject().limit(depth);
    double edge = Math.sqrt(limit.largest());
    double high = 1.08 * edge;
    // An atom at zero, or nearly: it would hide all else.
    boolean toZero = !report.subject().isometric();
    double low = toZero ? 0.01 * edge : Math.max(0, low(report.values(depth)));
    double width = (high - low) / BINS;
    double[] x = new double[BINS];
    double[] bars = new double[BINS];
    double[] values = report.values(depth);
    for (int b = 0; b < BINS; b++) x[b] = low + (b + 0.5) * width;
    for (double s : values) {
      int b = (int) Math.floor((s - low) / width);
      if (b >= 0 && b < BINS) bars[b] += 1 / (width * values.length);
    }
    double[] s = new double[POINTS];
    for (int i = 0; i < POINTS; i++) s[i] = high - (high - low) * i / POINTS;
    double[] predicted = limit.singularValueDensity(s);
    int atom = (int) Math.floor((edge - low) / width);
    for (int i = 0; i < POINTS; i++) {
      if (Math.floor((s[i] - low) / width) == atom) predicted[i] += limit.massAtLargest() / width;
    }
    String label = "L = " + depth;
    double top = 0;
    for (int b = 0; b < BINS; b++) if (!toZero || b > 1) top = Math.max(top, bars[b]);
    // Of a network too deep for its width all values may lie below the panel.
    Axis y = Axis.linear("density");
    if (top > 0) y = y.between(0, 1.15 * top);
    return Panel.of(
        label,
        Axis.linear("singular value s").between(low, high),
        y,
        List.of(
            Series.of("measured", Series.Style.BARS, x, bars),
            Series.of("measured", Series.Style.THEORY, s, predicted)));
  }

  private static double low(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double v : values) if (v > 0.01) least = Math.min(least, v);
    return 0.95 * least;
  }
}
