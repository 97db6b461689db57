package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Differences;
import org.initlab.core.stats.ErrorBound;
import org.initlab.experiments.MaskFlips;

/**
 * How far two backends differ in the squared norm ratios of the same matrices.
 *
 * @param table one row per pair, case and direction
 * @param checks one per pair
 */
record NormTheoremAgreement(Table table, List<Check> checks) {
  /** A squared norm has twice the relative error of the state. */
  private static final double SQUARE = 2;

  static NormTheoremAgreement of(
      Map<String, Map<NormTheoremCase, Table>> moments, int samples, Precision precision) {
    Table.Builder table =
        Table.builder(
            "arpit2019-norm-agreement",
            "Agreement of backends on the same weights",
            Column.text("first", "a backend"),
            Column.text("second", "another backend"),
            Column.text("ensemble", "isotropic or orthogonal"),
            Column.integer("n", "fan-in"),
            Column.integer("m", "fan-out"),
            Column.text("direction", "forward or backward"),
            Column.real("difference", "largest relative difference of a network's mean"),
            Column.real(
                "bound", "the largest that rounding explains; backward with switched ReLUs"),
            Column.real("ratio", "difference over bound"));
    List<String> names = new ArrayList<>(moments.keySet());
    MaskFlips flips = flips(moments.values().iterator().next(), samples, precision);
    List<Check> checks = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        double worst = 0;
        for (NormTheoremCase c : moments.get(names.get(a)).keySet()) {
          Table one = moments.get(names.get(a)).get(c);
          Table two = moments.get(names.get(b)).get(c);
          for (Direction direction : Direction.values()) {
            double bound = SQUARE * bound(c, direction, samples, precision, flips);
            double difference = difference(one, two, direction.id() + "_mean");
            double ratio = difference / bound;
            if (!(ratio <= worst)) worst = ratio;
            table.row(
                names.get(a),
                names.get(b),
                c.ensemble(),
                c.n(),
                c.m(),
                direction.id(),
                difference,
                bound,
                ratio);
          }
        }
        checks.add(check(names.get(a), names.get(b), worst, precision, flips));
      }
    }
    return new NormTheoremAgreement(table.build(), checks);
  }

  private static MaskFlips flips(
      Map<NormTheoremCase, Table> moments, int samples, Precision precision) {
    double expected = 0;
    int networks = 0;
    for (Map.Entry<NormTheoremCase, Table> entry : moments.entrySet()) {
      int draws = entry.getValue().rows().size();
      expected += draws * expectedFlips(entry.getKey(), samples, precision);
      networks += draws;
    }
    return new MaskFlips(expected, networks);
  }

  private static double expectedFlips(NormTheoremCase c, int samples, Precision precision) {
    Network network = c.network();
    ErrorBound bound = ErrorBound.of(network, samples, precision);
    return MaskFlips.expected(c.m(), samples, bound.state(network.probePoints().get(0)));
  }

  private static double bound(
      NormTheoremCase c, Direction direction, int samples, Precision precision, MaskFlips flips) {
    Network network = c.network();
    ErrorBound bound = ErrorBound.of(network, samples, precision);
    List<ProbePoint> points = network.probePoints();
    if (direction == Direction.FORWARD) return bound.state(points.get(1));
    double here = expectedFlips(c, samples, precision);
    return bound.stateGradient(points.get(0)) + flips.allowance(here, c.m(), samples);
  }

  private static double difference(Table one, Table two, String column) {
    double worst = 0;
    for (int row = 0; row < one.rows().size(); row++) {
      double distance = Differences.distance(one.real(row, column), two.real(row, column));
      double scale = Math.max(one.real(row, column), two.real(row, column));
      double relative = distance == 0 ? 0 : distance / scale;
      if (!(relative <= worst)) worst = relative;
    }
    return worst;
  }

  private static Check check(
      String first, String second, double worst, Precision precision, MaskFlips flips) {
    String claim =
        String.format(
            Locale.ROOT,
            "%s and %s agree on every network within the bound on %s rounding: largest ratio of"
                + " difference to bound",
            first,
            second,
            precision.id());
    return new Check(
        "agreement-" + first + "-" + second,
        claim,
        "ErrorBound: C·u·Σ√fan_in",
        0,
        worst,
        0,
        1,
        flips.falseFailureRate());
  }
}
