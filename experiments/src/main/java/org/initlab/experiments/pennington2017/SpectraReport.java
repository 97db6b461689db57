package org.initlab.experiments.pennington2017;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.jacobian.SingularValues;
import org.initlab.core.theory.spectrum.JacobianSpectrum;
import org.initlab.experiments.FalseFailure;

/**
 * What the singular values of one case say beside theory.
 *
 * @param subject the case
 * @param spectra of all networks at all depths
 */
record SpectraReport(SpectrumCase subject, SpectraSettings settings, Table spectra) {
  private static final String SOURCE = "Pennington et al. 2017, section 3";

  static Table.Builder summary() {
    return Table.builder(
        "pennington2017-spectra",
        "Moments and edges of Jacobian spectra",
        Column.text("backend", "engine"),
        Column.text("case", "activation and ensemble of weights"),
        Column.integer("depth", "layers L"),
        Column.integer("network", "from 0"),
        Column.real("mean_square", "m1, the mean of s²; 1 at criticality for infinite width"),
        Column.real("relative_variance", "m2/m1² − 1"),
        Column.real("relative_variance_theory", "L(μ2/μ1² − 1), with Gaussian weights L μ2/μ1²"),
        Column.real("s_max", "largest singular value"),
        Column.real("s_max_theory", "the edge of the limiting density"),
        Column.real("s_min", "smallest singular value"));
  }

  void addTo(Table.Builder summary, String backend) {
    for (int depth : settings.depths()) {
      JacobianSpectrum limit = subject.limit(depth);
      double edge = Math.sqrt(limit.largest());
      for (int k = 0; k < settings.networksAt(depth); k++) {
        SingularValues s = network(depth, k);
        summary.row(
            backend,
            subject.id(),
            depth,
            k,
            s.moment(1),
            s.relativeVariance(),
            limit.relativeVariance(),
            s.max(),
            edge,
            s.min());
      }
    }
  }

  /** Singular values of all networks at one depth. */
  double[] values(int depth) {
    int column = spectra.column("depth");
    return IntStream.range(0, spectra.rows().size())
        .filter(row -> (Long) spectra.rows().get(row).get(column) == depth)
        .mapToDouble(row -> spectra.real(row, "singular_value"))
        .toArray();
  }

  /** The atom of the limit at s = 0. */
  double zeros() {
    return subject.limit(1).massAtZero();
  }

  private SingularValues network(int depth, int k) {
    int n = settings.width();
    double[] all = values(depth);
    double[] own = new double[n];
    System.arraycopy(all, k * n, own, 0, n);
    return new SingularValues(own);
  }

  List<Check> checks(String suffix) {
    List<Check> checks = new ArrayList<>();
    for (int depth : settings.depths()) {
      SpectraDeviation deviation = SpectraDeviation.of(subject, settings, depth);
      JacobianSpectrum limit = subject.limit(depth);
      double expected = limit.relativeVariance();
      double measured = 0;
      double largest = 0;
      for (int k = 0; k < settings.networksAt(depth); k++) {
        SingularValues s = network(depth, k);
        measured += s.relativeVariance() / settings.networksAt(depth);
        largest += s.max() / settings.networksAt(depth);
      }
      if (deviation.variance()) {
        checks.add(
            check(
                "variance",
                "relative variance of s², infinite width for N = " + settings.width(),
                depth,
                expected,
                measured,
                deviation.ofVariance() * expected,
                deviation.biasOfVariance() * expected,
                suffix));
      }
      if (deviation.largest()) {
        double edge = Math.sqrt(limit.largest());
        checks.add(
            check(
                "largest",
                "largest singular value against the edge of the density for infinite width",
                depth,
                edge,
                largest,
                deviation.ofLargest() * edge,
                deviation.biasOfLargest() * edge,
                suffix));
      }
    }
    return checks;
  }

  private Check check(
      String what,
      String words,
      int depth,
      double expected,
      double measured,
      double deviation,
      double bias,
      String suffix) {
    double error = deviation / Math.sqrt(settings.networksAt(depth));
    double z = FalseFailure.deviations(FalseFailure.RATE) * SpectraDeviation.SKEWNESS;
    String claim =
        String.format(
            Locale.ROOT,
            "%s, L = %d: %s; deviation %.2g per network, %.2g for finite width",
            subject.label(),
            depth,
            words,
            deviation,
            bias);
    return new Check(
        subject.id() + "-" + what + "-" + depth + suffix,
        claim,
        SOURCE,
        expected,
        measured,
        error,
        z * error + bias,
        FalseFailure.RATE);
  }
}
