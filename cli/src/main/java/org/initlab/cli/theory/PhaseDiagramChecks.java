package org.initlab.cli.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.MeanField;

/**
 * What must hold of a phase diagram: its cells are fixed points, and the critical line, which is
 * found from q* and not from them, parts them.
 *
 * @param line at every σ_b
 */
record PhaseDiagramChecks(
    PhaseDiagramRun run, Table cells, List<Optional<CriticalLine.Point>> line) {
  /** The goal for fixed points and for the line. */
  private static final double FIXED_POINT = 1e-10;

  private static final double LINE = 1e-8;

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(lengths());
    checks.add(correlations());
    if (line.stream().anyMatch(Optional::isPresent)) {
      checks.add(onTheLine());
      checks.add(phases());
    }
    return checks;
  }

  private MeanField field(int row) {
    return new MeanField(run.activation(), cells.real(row, "sigma_w"), cells.real(row, "sigma_b"));
  }

  private Check lengths() {
    double worst = 0;
    for (int r = 0; r < cells.rows().size(); r++) {
      double q = cells.real(r, "q_star");
      if (!(q > 0)) continue;
      // Newton's next step, q'(q) − q over 1 − e^(−1/ξ_q), is the distance from the fixed point.
      double decay = -Math.expm1(-1 / cells.real(r, "xi_q"));
      worst = Math.max(worst, Math.abs(field(r).nextVariance(q) / q - 1) / decay);
    }
    return exact(
        "length-map",
        "the largest relative distance of q* from a fixed point of the"
            + " length map, by one more step of Newton's method",
        "Poole et al. 2016, eq. 3",
        worst,
        FIXED_POINT);
  }

  private Check correlations() {
    double worst = 0;
    for (int r = 0; r < cells.rows().size(); r++) {
      double q = cells.real(r, "q_star");
      double c = cells.real(r, "c_star");
      if (!(q > 0) || c == 1) continue;
      double decay = -Math.expm1(-1 / cells.real(r, "xi_c"));
      double step = Math.abs(field(r).nextCorrelation(q, c) - c) / decay;
      // C(c) − c is known to 4e-16 only, whatever the slope.
      worst = Math.max(worst, step - 1e-15 / decay);
    }
    return exact(
        "correlation-map",
        "the largest distance of c* < 1 from a fixed point of the"
            + " correlation map, by one more step of Newton's method, beyond the rounding of the map",
        "Poole et al. 2016, eq. 5",
        worst,
        FIXED_POINT);
  }

  private Check onTheLine() {
    double worst = 0;
    for (Optional<CriticalLine.Point> p : line) {
      if (p.isEmpty()) continue;
      MeanField field = new MeanField(run.activation(), p.get().sigmaW(), p.get().sigmaB());
      worst = Math.max(worst, Math.abs(field.fixedPoint().chi1() - 1));
    }
    return exact(
        "critical-line",
        "the largest |χ₁ − 1| on the critical line, by the fixed points" + " there",
        "Schoenholz et al. 2017, section 3",
        worst,
        LINE);
  }

  private Check phases() {
    int width = run.sigmaW().count();
    int wrong = 0;
    for (int r = 0; r < cells.rows().size(); r++) {
      Optional<CriticalLine.Point> p = line.get(r / width);
      double w = cells.real(r, "sigma_w");
      double chi = cells.real(r, "chi_1");
      if (p.isEmpty() || Double.isNaN(chi) || Math.abs(w - p.get().sigmaW()) < LINE) continue;
      if (w < p.get().sigmaW() != chi < 1) wrong++;
    }
    return exact(
        "phases",
        "cells on the wrong side of the critical line by their χ₁",
        "Schoenholz et al. 2017, section 3",
        wrong,
        0);
  }

  private static Check exact(
      String id, String claim, String source, double measured, double tolerance) {
    return new Check(id, claim, source, 0, measured, 0, tolerance, 0);
  }
}
