package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Differences;
import org.initlab.core.stats.ErrorBound;
import org.initlab.experiments.MaskFlips;

/**
 * How far two backends differ in the norm ratios of one set of weights, layer by layer, judged by
 * the bound on rounding errors of {@link ErrorBound}.
 *
 * @param table one row per pair, network, direction and layer
 * @param checks one per pair: the worst ratio of difference to bound
 */
record Figure1Agreement(Table table, List<Check> checks) {
  static Figure1Agreement of(
      Map<Backend, Map<Figure1Network, Table>> norms,
      Figure1Settings settings,
      Precision precision) {
    Table.Builder table =
        Table.builder(
            "arpit2019-fig1-agreement",
            "Agreement of backends on the same weights",
            Column.text("first", "a backend"),
            Column.text("second", "another backend"),
            Column.text("architecture", "feed-forward or residual"),
            Column.integer("m", "nominal width of hidden layers"),
            Column.text("init", "the scheme's name"),
            Column.integer("network", "the position among the networks of the curve"),
            Column.text("direction", "forward or backward"),
            Column.integer("layer", "i of h^i and a^i, or b of h^b, from 1"),
            Column.real(
                "mean_difference", "difference of the mean norm ratio, relative to the rms"),
            Column.real("sd_difference", "difference of its sd over samples, relative to the rms"),
            Column.real("rms_difference", "difference of the rms, relative to the rms"),
            Column.real(
                "bound", "the largest that rounding explains; backward with switched ReLUs"),
            Column.real("ratio", "the largest of the three differences over the bound"));
    List<Backend> backends = new ArrayList<>(norms.keySet());
    Map<Figure1Network, ErrorBound> bounds = new LinkedHashMap<>();
    double flips = 0;
    for (Figure1Network network : norms.get(backends.get(0)).keySet()) {
      ErrorBound bound = ErrorBound.of(network.network(), settings.batch(), precision);
      bounds.put(network, bound);
      flips += network.expectedFlips(bound, settings.samples());
    }
    MaskFlips maskFlips = new MaskFlips(flips, bounds.size());
    List<Check> checks = new ArrayList<>();
    for (int a = 0; a < backends.size(); a++) {
      for (int b = a + 1; b < backends.size(); b++) {
        Pair pair = new Pair(backends.get(a).name(), backends.get(b).name(), settings.samples());
        Map<Figure1Network, Table> first = norms.get(backends.get(a));
        Map<Figure1Network, Table> second = norms.get(backends.get(b));
        bounds.forEach(
            (network, bound) ->
                pair.compare(
                    table, network, bound, maskFlips, first.get(network), second.get(network)));
        checks.add(pair.check(precision, maskFlips));
      }
    }
    return new Figure1Agreement(table.build(), checks);
  }

  /** Two backends, and what was found of them so far. */
  private static final class Pair {
    private final String first;
    private final String second;
    private final int samples;
    private double worst;
    private String worstPlace = "none";

    Pair(String first, String second, int samples) {
      this.first = first;
      this.second = second;
      this.samples = samples;
    }

    void compare(
        Table.Builder table,
        Figure1Network network,
        ErrorBound bound,
        MaskFlips flips,
        Table one,
        Table two) {
      double here = network.expectedFlips(bound, samples);
      double switched = flips.allowance(here, network.narrowest(), samples);
      for (int row = 0; row < one.rows().size(); row++) {
        List<Object> cells = one.rows().get(row);
        String direction = (String) cells.get(one.column("direction"));
        int layer = ((Long) cells.get(one.column("layer"))).intValue();
        boolean forward = direction.equals(Direction.FORWARD.id());
        ProbePoint point = network.point(forward ? Direction.FORWARD : Direction.BACKWARD, layer);
        double limit = forward ? bound.state(point) : bound.stateGradient(point) + switched;
        double mean = difference(one, two, row, "mean");
        double sd = difference(one, two, row, "sd");
        double rms = difference(one, two, row, "rms");
        double ratio = Math.max(mean, Math.max(sd, rms)) / limit;
        if (!(ratio <= worst)) {
          worst = ratio;
          worstPlace = network.key() + ", " + direction + ", layer " + layer;
        }
        table.row(
            first,
            second,
            network.architecture().id(),
            network.m(),
            network.init().scheme(),
            network.index(),
            direction,
            layer,
            mean,
            sd,
            rms,
            limit,
            ratio);
      }
    }

    /** Relative to the rms, of which mean and sd are parts. */
    private static double difference(Table one, Table two, int row, String column) {
      double scale = Math.max(one.real(row, "rms"), two.real(row, "rms"));
      double distance = Differences.distance(one.real(row, column), two.real(row, column));
      return distance == 0 ? 0 : distance / scale;
    }

    Check check(Precision precision, MaskFlips flips) {
      String claim =
          String.format(
              Locale.ROOT,
              "%s and %s agree on every layer of every curve within the bound on %s rounding:"
                  + " largest ratio of difference to bound (%s)",
              first,
              second,
              precision.id(),
              worstPlace);
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
}
