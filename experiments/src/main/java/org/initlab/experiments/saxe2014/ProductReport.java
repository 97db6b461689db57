package org.initlab.experiments.saxe2014;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.GaussianProduct;
import org.initlab.experiments.FalseFailure;

/** Moments, checks and the figure of {@link ProductSpectra}, from the spectra on one backend. */
final class ProductReport {
  /** Half the side of the bin around zero whose content the paper prints. */
  private static final double HALF_BIN = 0.05;

  /**
   * Standard deviation of m₂ of one product times N, by factors; 60 products of width 64 and 20 of
   * width 200 gave 5.8 and 6.5 for one factor, 83 and 98 for five.
   */
  private static final double[][] SECOND_MOMENT_DEVIATION = {{1, 7}, {5, 105}};

  /** Of the fraction of eigenvalues in the bin, times N; 1.2 to 1.5 were measured. */
  private static final double FRACTION_DEVIATION = 1.6;

  /** Finite width moves that fraction by less than this over N; 0.35 to 0.5 were measured. */
  private static final double FRACTION_BIAS = 1.0;

  /** Moments of products are skewed to the right: their tails are longer than normal ones. */
  private static final double SKEWNESS = 1.5;

  private final ProductSettings settings;
  private final Table gaussian;
  private final Table orthogonal;
  private final String suffix;

  ProductReport(ProductSettings settings, Table gaussian, Table orthogonal, String suffix) {
    this.settings = settings;
    this.gaussian = gaussian;
    this.orthogonal = orthogonal;
    this.suffix = suffix;
  }

  /** Mean over all rows of this many factors. */
  private static double mean(Table table, int factors, java.util.function.IntToDoubleFunction f) {
    int column = table.column("factors");
    double sum = 0;
    int count = 0;
    for (int row = 0; row < table.rows().size(); row++) {
      if ((Long) table.rows().get(row).get(column) != factors) continue;
      sum += f.applyAsDouble(row);
      count++;
    }
    return sum / count;
  }

  private static double moment(Table table, int factors, int k) {
    return mean(table, factors, row -> Math.pow(table.real(row, "singular_value"), 2.0 * k));
  }

  private static double fraction(Table table, int factors) {
    return mean(
        table,
        factors,
        row ->
            Math.abs(table.real(row, "real")) < HALF_BIN
                    && Math.abs(table.real(row, "imaginary")) < HALF_BIN
                ? 1
                : 0);
  }

  private double farthestFromOne(int factors) {
    int column = orthogonal.column("factors");
    double farthest = 0;
    for (int row = 0; row < orthogonal.rows().size(); row++) {
      if ((Long) orthogonal.rows().get(row).get(column) != factors) continue;
      double d = Math.abs(orthogonal.real(row, "singular_value") - 1);
      if (!(d <= farthest)) farthest = d;
    }
    return farthest;
  }

  Table moments() {
    Table.Builder table =
        Table.builder(
            "saxe2014-fig6bc" + suffix,
            "Spectra of products of " + settings.width() + "×" + settings.width() + " matrices",
            Column.text("ensemble", "gaussian or orthogonal"),
            Column.integer("factors", "matrices multiplied"),
            Column.real("m1", "mean of s²"),
            Column.real("m2", "mean of s⁴"),
            Column.real("m2_theory", "its exact expectation at this width"),
            Column.real("m2_infinite", "its limit for N → ∞"),
            Column.real("bin", "fraction of eigenvalues in the bin of side 0.1 around 0"),
            Column.real("bin_theory", "the same for N → ∞"));
    for (int factors : settings.factors()) {
      GaussianProduct theory = new GaussianProduct(factors);
      table.row(
          ProductSpectra.GAUSSIAN,
          factors,
          moment(gaussian, factors, 1),
          moment(gaussian, factors, 2),
          theory.atWidth(settings.width()).second(),
          theory.moment(2),
          fraction(gaussian, factors),
          theory.eigenvaluesInSquare(HALF_BIN));
      table.row(
          ProductSpectra.ORTHOGONAL,
          factors,
          moment(orthogonal, factors, 1),
          moment(orthogonal, factors, 2),
          1,
          1,
          fraction(orthogonal, factors),
          0);
    }
    return table.build();
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    double z = FalseFailure.deviations(FalseFailure.RATE) * SKEWNESS;
    double root = Math.sqrt(settings.realizations());
    int n = settings.width();
    for (int factors : settings.factors()) {
      GaussianProduct theory = new GaussianProduct(factors);
      GaussianProduct.FiniteWidth exact = theory.atWidth(n);
      for (double[] known : SECOND_MOMENT_DEVIATION) {
        if (known[0] != factors) continue;
        double first = Math.sqrt(exact.squaredFirst() - 1) / root;
        checks.add(
            check(
                "m1-" + factors,
                "mean of s²",
                factors,
                1,
                moment(gaussian, factors, 1),
                first,
                z * first));
        double second = known[1] / n / root;
        checks.add(
            check(
                "m2-" + factors,
                "mean of s⁴ against its exact expectation at N = " + n,
                factors,
                exact.second(),
                moment(gaussian, factors, 2),
                second,
                z * second));
      }
      if (factors > 1) {
        double error = FRACTION_DEVIATION / n / root;
        checks.add(
            check(
                "eigenvalues-" + factors,
                "fraction of eigenvalues in the bin of side 0.1 around 0 (32 % and 94 % printed for"
                    + " 5 and 100), N → ∞ for N = "
                    + n,
                factors,
                theory.eigenvaluesInSquare(HALF_BIN),
                fraction(gaussian, factors),
                error,
                FRACTION_BIAS / n + z * error));
      }
      checks.add(
          new Check(
              "orthogonal-" + factors + suffix,
              "product of " + factors + " orthogonal matrices: largest |s − 1|; rounding",
              "Saxe et al. 2014, section 3",
              0,
              farthestFromOne(factors),
              0,
              1e-10,
              0));
    }
    return checks;
  }

  private Check check(
      String id,
      String words,
      int factors,
      double expected,
      double measured,
      double error,
      double tolerance) {
    String claim =
        String.format(
            Locale.ROOT,
            "product of %d Gaussian %s: %s, %d products",
            factors,
            factors == 1 ? "matrix" : "matrices",
            words,
            settings.realizations());
    return new Check(
        id + suffix,
        claim,
        id.startsWith("eigen") ? "Saxe et al. 2014, Figure 6" : "closed form",
        expected,
        measured,
        error,
        tolerance,
        FalseFailure.RATE);
  }

  /** Singular values by number of factors, and the radii of eigenvalues. */
  Figure figure() {
    List<Panel> panels = new ArrayList<>();
    for (int factors : settings.factors()) panels.add(singularValues(factors));
    panels.add(radii());
    String caption =
        String.format(
            Locale.ROOT,
            "Singular values of the product of Gaussian matrices, N = %d, %d products (bars), and"
                + " the density for N → ∞ (dashed); radii of its eigenvalues and r^(2/L). All"
                + " singular values and radii of products of orthogonal matrices are 1.",
            settings.width(),
            settings.realizations());
    return new Figure(
        "saxe2014-fig6bc",
        "Products of random matrices (Saxe et al. 2014, Figure 6 B, C)",
        caption,
        2,
        panels);
  }

  private double[] values(String name, Table table, int factors) {
    int column = table.column("factors");
    return java.util.stream.IntStream.range(0, table.rows().size())
        .filter(row -> (Long) table.rows().get(row).get(column) == factors)
        .mapToDouble(
            row ->
                name.equals("radius")
                    ? Math.hypot(table.real(row, "real"), table.real(row, "imaginary"))
                    : table.real(row, name))
        .toArray();
  }

  private Panel singularValues(int factors) {
    GaussianProduct theory = new GaussianProduct(factors);
    double high = Math.log10(theory.edge()) / 2 + 0.15;
    // The cumulative density near zero is s^(2/(L+1)) to first order: 1 % lies further left.
    // What is below 1e-14 of the largest is the decomposition's rounding.
    double low = high - 0.15 - Math.min(factors + 1, 14);
    int bins = 40;
    double width = (high - low) / bins;
    double[] x = new double[bins];
    double[] density = new double[bins];
    double[] values = values("singular_value", gaussian, factors);
    for (int b = 0; b < bins; b++) x[b] = low + (b + 0.5) * width;
    for (double s : values) {
      int b = (int) Math.floor((Math.log10(s) - low) / width);
      if (b >= 0 && b < bins) density[b] += 1 / (width * values.length);
    }
    int points = 400;
    double[] at = new double[points];
    double[] predicted = new double[points];
    for (int i = 0; i < points; i++) {
      GaussianProduct.Point p = theory.density((i + 0.5) / points);
      at[i] = p.logSquare() / 2 / Math.log(10);
      // dx = 2 ln 10 · x · d log₁₀ s for x = s².
      predicted[i] = 2 * Math.log(10) * Math.exp(p.logDensity() + p.logSquare());
    }
    int kept = 0;
    while (kept < points && at[kept] >= low) kept++;
    String label = factors == 1 ? "1 factor" : factors + " factors";
    return Panel.of(
        label,
        Axis.linear("log₁₀ s").between(low, high),
        Axis.linear("density"),
        List.of(
            Series.of(label, Series.Style.BARS, x, density),
            Series.of(
                label,
                Series.Style.THEORY,
                Arrays.copyOf(at, kept),
                Arrays.copyOf(predicted, kept))));
  }

  private Panel radii() {
    List<Series> series = new ArrayList<>();
    for (int factors : settings.factors()) {
      String label = factors == 1 ? "1 factor" : factors + " factors";
      double[] radii = values("radius", gaussian, factors);
      Arrays.sort(radii);
      int points = 60;
      double[] r = new double[points];
      double[] measured = new double[points];
      double[] predicted = new double[points];
      for (int i = 0; i < points; i++) {
        r[i] = Math.pow(10, -3 + 3.1 * i / (points - 1));
        int below = Arrays.binarySearch(radii, r[i]);
        measured[i] = (double) (below < 0 ? -below - 1 : below) / radii.length;
        predicted[i] = new GaussianProduct(factors).eigenvaluesWithin(r[i]);
      }
      series.add(Series.of(label, Series.Style.LINE, r, measured));
      series.add(Series.of(label, Series.Style.THEORY, r, predicted));
    }
    return Panel.of(
        "Eigenvalues",
        Axis.logarithmic("radius r"),
        Axis.linear("fraction with |z| < r").between(0, 1),
        series);
  }
}
