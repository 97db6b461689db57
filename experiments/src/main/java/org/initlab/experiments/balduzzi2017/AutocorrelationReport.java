package org.initlab.experiments.balduzzi2017;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.GradientAutocorrelation;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.balduzzi2017.Autocorrelation.Case;
import org.initlab.experiments.meanfield.Curves;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.Trajectories;

/** Auto-correlations beside those of brown and of white noise. */
record AutocorrelationReport(
    Map<Case, AutocorrelationReport.Measured> all, Seed seed, int width, int networks) {
  private static final int WALKS = 400;

  /**
   * @param acf by network and lag, lag 0 at layer 1
   * @param example df/dx of one network
   */
  record Measured(Trajectories acf, double[] example) {}

  private Estimate at(Case c, int lag) {
    return all.get(c).acf().at(lag + 1, 0);
  }

  List<Check> checks() {
    double brown = brownNoise()[1];
    return List.of(
        between(new Case(Kind.UNCENTRED, 1), "like brown noise", brown, 0.08),
        between(new Case(Kind.FEED_FORWARD, 24), "like white noise", 0, 0.1),
        between(new Case(Kind.FEED_FORWARD, 50), "like white noise", 0, 0.1),
        between(new Case(Kind.UNCENTRED, 50), "not shattered without centring", 0.86, 0.14),
        between(new Case(Kind.RESCALED, 50), "hardly shattered", 0.9, 0.1));
  }

  private Check between(Case c, String words, double expected, double claimed) {
    Estimate e = at(c, 1);
    String claim =
        String.format(
            Locale.ROOT,
            "%s: the gradient is %s, its auto-correlation at the next grid point is %.2f ± %.2f; mean"
                + " of %d networks (standard error %.2g), to which its chance deviation is allowed too",
            c.label(),
            words,
            expected,
            claimed,
            networks,
            e.error());
    return new Check(
        Autocorrelation.id(c) + "-lag-1",
        claim,
        "Balduzzi et al. 2017, Figures 1 and 2",
        expected,
        e.mean(),
        e.error(),
        claimed + e.tolerance(FalseFailure.RATE),
        FalseFailure.RATE);
  }

  /** The mean auto-correlation of random walks as long as the grid. */
  private double[] brownNoise() {
    double[] mean = new double[Autocorrelation.LAGS + 1];
    for (int k = 0; k < WALKS; k++) {
      double[] acf = GradientAutocorrelation.of(walk(k), Autocorrelation.LAGS);
      for (int i = 0; i < mean.length; i++) mean[i] += acf[i] / WALKS;
    }
    return mean;
  }

  private double[] walk(int k) {
    double[] walk = noise("brown-" + k);
    for (int i = 1; i < walk.length; i++) walk[i] += walk[i - 1];
    return walk;
  }

  private double[] noise(String name) {
    UniformRandomProvider random = seed.stream(name);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    return IntStream.range(0, Autocorrelation.POINTS).mapToDouble(i -> normal.sample()).toArray();
  }

  Table table() {
    Table.Builder table =
        Table.builder(
            "balduzzi2017-autocorrelation",
            "Auto-correlation of df/dx",
            Column.text("network", "kind"),
            Column.integer("depth", "ReLUs from input to output"),
            Column.integer("lag", "in steps of the grid"),
            Column.real("acf", "mean over networks"),
            Column.real("acf_error", "its standard error"));
    for (Case c : all.keySet()) {
      for (int lag = 0; lag <= Autocorrelation.LAGS; lag++) {
        Estimate e = at(c, lag);
        table.row(c.kind().label(), c.depth(), lag, e.mean(), e.error());
      }
    }
    return table.build();
  }

  Figure figure() {
    List<Panel> panels = new ArrayList<>();
    panels.add(example(new Case(Kind.UNCENTRED, 1), "Shallow network"));
    panels.add(example(new Case(Kind.FEED_FORWARD, 24), "24 layers, feed-forward"));
    panels.add(example(new Case(Kind.RESCALED, 50), "50 layers, residual"));
    panels.add(series("Brown noise", walk(0)));
    panels.add(series("White noise", noise("white")));
    panels.add(acf());
    String caption =
        String.format(
            Locale.ROOT,
            "df/dx of one random ReLU network of width %d on %d inputs from −2 to 2, scaled to variance"
                + " 1, beside noise; last panel: auto-correlation, mean ± standard error of %d"
                + " networks, dashed: mean of %d random walks, and white noise.",
            width,
            Autocorrelation.POINTS,
            networks,
            WALKS);
    return new Figure(
        "balduzzi2017-autocorrelation",
        "Shattered gradients (Balduzzi et al. 2017, Figures 1 and 2)",
        caption,
        3,
        panels);
  }

  private Panel example(Case c, String title) {
    return series(title, all.get(c).example());
  }

  private static Panel series(String title, double[] g) {
    double mean = Arrays.stream(g).average().orElseThrow();
    double sd = Math.sqrt(Arrays.stream(g).map(v -> (v - mean) * (v - mean)).sum() / g.length);
    double[] y = Arrays.stream(g).map(v -> (v - mean) / sd).toArray();
    double[] x = Curves.grid(-Autocorrelation.EDGE, Autocorrelation.EDGE, g.length);
    return Panel.of(
        title,
        Axis.linear("input x"),
        Axis.linear("df/dx, standardized"),
        List.of(Series.of("", Series.Style.LINE, x, y)));
  }

  private Panel acf() {
    List<Series> series = new ArrayList<>();
    double[] lags = Curves.grid(0, Autocorrelation.LAGS, Autocorrelation.LAGS + 1);
    for (Case c : all.keySet()) {
      List<Estimate> y =
          IntStream.rangeClosed(0, Autocorrelation.LAGS).mapToObj(l -> at(c, l)).toList();
      series.add(
          new Series(
              c.label(),
              Series.Style.LINE,
              lags,
              y.stream().mapToDouble(Estimate::mean).toArray(),
              y.stream().mapToDouble(Estimate::error).toArray()));
    }
    double[] brown = brownNoise();
    series.add(Curves.theory("brown noise", lags, l -> brown[(int) l]));
    series.add(Curves.theory("white noise", lags, l -> l == 0 ? 1 : 0));
    return Panel.of(
        "Auto-correlation", Axis.linear("lag"), Axis.linear("auto-correlation of df/dx"), series);
  }
}
