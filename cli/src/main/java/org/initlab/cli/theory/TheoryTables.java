package org.initlab.cli.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.FixedPoint;

/** Mean-field quantities as tables. */
public final class TheoryTables {
  /** What a cell says of its phase where the length map has no fixed point. */
  static final String DIVERGENT = "divergent";

  private static final Column SIGMA_W = Column.real("sigma_w", "σ_w, weights N(0, σ_w²/fan_in)");
  private static final Column SIGMA_B = Column.real("sigma_b", "σ_b, biases N(0, σ_b²)");
  private static final Column Q_STAR =
      Column.real("q_star", "q*, the variance of pre-activations in deep layers");

  private TheoryTables() {}

  /** A table of fixed points, one per row. */
  public static Table.Builder fixedPoints(String id, String activation) {
    return Table.builder(
        id,
        "Mean-field fixed points of " + activation,
        SIGMA_W,
        SIGMA_B,
        Q_STAR,
        Column.real("chi_1", "χ₁, growth of squared gradients per layer"),
        Column.real("c_star", "c*, correlation of two inputs in deep layers"),
        Column.real("chi_c", "slope of the correlation map at c*"),
        Column.real("xi_q", "ξ_q, layers over which q approaches q* by e"),
        Column.real("xi_c", "ξ_c, layers over which c approaches c* by e"),
        Column.real("xi_gradient", "ξ_∇ = −1/ln χ₁, negative where gradients grow"),
        Column.text("phase", "ordered, critical or chaotic; divergent where q has no fixed point"));
  }

  /** A row of {@link #fixedPoints}; without a fixed point its cells are empty. */
  public static void add(
      Table.Builder table, double sigmaW, double sigmaB, Optional<FixedPoint> at) {
    List<Object> cells = new ArrayList<>(List.of(sigmaW, sigmaB));
    if (at.isPresent()) {
      FixedPoint f = at.get();
      cells.addAll(
          List.of(f.qStar(), f.chi1(), f.cStar(), f.chiC(), f.xiQ(), f.xiC(), -f.xiGradient()));
      cells.add(f.phase().name().toLowerCase(Locale.ROOT));
    } else {
      for (int i = 0; i < 7; i++) cells.add(null);
      cells.add(DIVERGENT);
    }
    table.row(cells.toArray());
  }

  /** A table of points of the critical line. */
  public static Table.Builder criticalLine(String activation) {
    return Table.builder(
        "critical-line",
        "Critical line of " + activation + ", χ₁ = 1",
        SIGMA_B,
        SIGMA_W,
        Column.real("weight_variance", "σ_w²"),
        Column.real("bias_variance", "σ_b²"),
        Q_STAR);
  }

  /** A row of {@link #criticalLine}; cells are empty where the line has no point at this σ_b. */
  public static void addCritical(
      Table.Builder table, double sigmaB, Optional<CriticalLine.Point> at) {
    if (at.isEmpty()) {
      table.row(sigmaB, null, null, sigmaB * sigmaB, null);
      return;
    }
    CriticalLine.Point p = at.get();
    table.row(sigmaB, p.sigmaW(), p.weightVariance(), p.biasVariance(), p.qStar());
  }
}
