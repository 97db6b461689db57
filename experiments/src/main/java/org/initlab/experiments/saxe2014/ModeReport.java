package org.initlab.experiments.saxe2014;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;

/** Tables, checks and the figure of {@link ModeDynamics}. */
final class ModeReport {
  private static final String EQ_12 = "Saxe et al. 2014, eq. 12";

  private ModeReport() {}

  static Table.Builder modes() {
    return Table.builder(
        "saxe2014-fig3-modes",
        "Half-times of modes",
        Column.text("backend", "engine"),
        Column.text("network", "linear, tanh or linear at a small rate"),
        Column.integer("mode", "from 1, the strongest"),
        Column.real("s", "singular value of the input–output correlation"),
        Column.real("half_time", "steps until half of s"),
        Column.real("half_time_theory", "eq. 11 over the learning rate"));
  }

  static Table.Builder curves() {
    return Table.builder(
        "saxe2014-fig3-curves",
        "Strengths of modes",
        Column.text("backend", "engine"),
        Column.text("network", "linear, tanh or linear at a small rate"),
        Column.integer("mode", "from 1, the strongest"),
        Column.real("step", "of gradient descent"),
        Column.real("strength", "u"),
        Column.real("strength_theory", "eq. 12"));
  }

  static void addTo(
      Table.Builder modes, Table.Builder curves, String backend, List<ModeCurves> all) {
    String[] names = {"linear", "tanh", "linear, small rate"};
    for (int k = 0; k < all.size(); k++) {
      ModeCurves c = all.get(k);
      for (int m = 0; m < c.modes().length; m++) {
        double half = c.halfTime(m);
        modes.row(backend, names[k], c.modes()[m], c.strengths()[m], half, c.halfTimeTheory(m));
        for (int row = 0; row < c.length(); row++) {
          curves.row(
              backend, names[k], c.modes()[m], c.step(row), c.measured(row, m), c.theory(row, m));
        }
      }
    }
  }

  static List<Check> checks(
      ModeCurves linear, ModeCurves tanh, ModeCurves fine, String suffix, Precision precision) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "curves" + suffix,
            String.format(
                Locale.ROOT,
                "linear network, λs₁ = %.0e: largest |u − u(t)|/s over modes and times; the step"
                    + " accounts for ⅛ λs ln(s/u0) = %.1e",
                fine.run().lambda() * fine.strengths()[0],
                stepError(fine)),
            EQ_12,
            0,
            fine.largestDeviation(),
            0,
            1e-3,
            0));
    checks.add(
        new Check(
            "half-times" + suffix,
            "linear network at the paper's λ: largest relative deviation of a half-time; steps of"
                + " size λs₁ = 0.04 account for λs₁/2 = 2 %",
            "Saxe et al. 2014, eq. 11",
            0,
            worstHalfTime(linear),
            0,
            0.05,
            0));
    // Rounding errors of the other modes grow with the modes themselves, by s/u0 < 1e8 at most, but
    // start at u√u0; 1e7 u is far above what is left relative to s and far below any other error.
    double rounding = Math.min(1e-2, 1e7 * precision.unitRoundoff());
    checks.add(
        new Check(
            "decoupled" + suffix,
            "linear network at the paper's λ: largest |u − a²|/s with a ← a + λa(s − a²), the"
                + " discrete dynamics of one mode alone; tolerance for rounding",
            "Saxe et al. 2014, eq. 9, discrete",
            0,
            linear.largestDeviationFromRecursion(),
            0,
            rounding,
            0));
    checks.add(
        new Check(
            "tanh-order" + suffix,
            "tanh network: pairs of modes with strengths apart by a tenth that reach half of s in"
                + " another order than their strengths have",
            "Saxe et al. 2014, Figure 3",
            0,
            inversions(tanh),
            0,
            0,
            0));
    return checks;
  }

  private static double stepError(ModeCurves c) {
    double worst = 0;
    for (double s : c.strengths()) {
      worst = Math.max(worst, c.run().lambda() * s * Math.log(s / c.u0()) / 8);
    }
    return worst;
  }

  private static double worstHalfTime(ModeCurves c) {
    double worst = 0;
    for (int m = 0; m < c.modes().length; m++) {
      double d = Math.abs(c.halfTime(m) / c.halfTimeTheory(m) - 1);
      if (!(d <= worst)) worst = d;
    }
    return worst;
  }

  private static int inversions(ModeCurves c) {
    int inversions = 0;
    for (int i = 0; i < c.modes().length; i++) {
      for (int j = i + 1; j < c.modes().length; j++) {
        boolean apart = c.strengths()[i] > 1.1 * c.strengths()[j];
        if (apart && reached(c, i) > reached(c, j)) inversions++;
      }
    }
    return inversions;
  }

  /** A mode that is not half learnt in the run is later than all that are. */
  private static double reached(ModeCurves c, int m) {
    double t = c.halfTime(m);
    return Double.isNaN(t) ? Double.POSITIVE_INFINITY : t;
  }

  /** As in the paper: strengths over time for the linear and the tanh network, and half-times. */
  static Figure figure(List<ModeCurves> all) {
    ModeCurves linear = all.get(0);
    ModeCurves tanh = all.get(1);
    List<Series> half = new ArrayList<>();
    half.add(halfTimes("linear", linear));
    half.add(halfTimes("tanh", tanh));
    double[] ends = {linear.halfTimeTheory(0), linear.halfTimeTheory(linear.modes().length - 1)};
    half.add(Series.of("equal", Series.Style.THEORY, ends, ends));
    String caption =
        String.format(
            Locale.ROOT,
            "Strengths of modes %s of %.0f items' features, learnt by a linear and a tanh network"
                + " of two weight matrices with λs₁ = 0.04 from u0 = %.0e (lines) and eq. 12 of the"
                + " paper (dashed); and the steps until half of a mode is learnt over those of"
                + " eq. 11.",
            java.util.Arrays.toString(linear.modes()),
            (double) linear.modes()[linear.modes().length - 1] + 1,
            linear.u0());
    return new Figure(
        "saxe2014-fig3",
        "Learning of modes (Saxe et al. 2014, Figure 3)",
        caption,
        3,
        List.of(
            curves("Linear network", linear),
            curves("Tanh network", tanh),
            Panel.of(
                "Half-times",
                Axis.linear("theory (steps)"),
                Axis.linear("simulation (steps)"),
                half)));
  }

  private static Series halfTimes(String label, ModeCurves c) {
    double[] x = new double[c.modes().length];
    double[] y = new double[x.length];
    for (int m = 0; m < x.length; m++) {
      x[m] = c.halfTimeTheory(m);
      y[m] = c.halfTime(m);
    }
    return Series.of(label, Series.Style.POINTS, x, y);
  }

  private static Panel curves(String title, ModeCurves c) {
    List<Series> series = new ArrayList<>();
    for (int m = 0; m < c.modes().length; m++) {
      double[] t = new double[c.length()];
      double[] u = new double[c.length()];
      double[] theory = new double[c.length()];
      for (int row = 0; row < c.length(); row++) {
        t[row] = c.step(row);
        u[row] = c.measured(row, m);
        theory[row] = c.theory(row, m);
      }
      String label = "mode " + c.modes()[m];
      series.add(Series.of(label, Series.Style.LINE, t, u));
      series.add(Series.of(label, Series.Style.THEORY, t, theory));
    }
    return Panel.of(title, Axis.linear("step"), Axis.linear("strength u"), series);
  }
}
