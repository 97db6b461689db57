package org.initlab.experiments.schoenholz2017;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.RankCorrelation;
import org.initlab.experiments.meanfield.Curves;

/** The map beside ξ_c and beside the public map. */
record TrainabilityReport(TrainabilitySettings settings, Map<TrainabilityCell, Double> accuracies) {
  private static final double BOUNDARY = 6;

  /** Beyond so many ξ_c nothing was learned in the public map. */
  private static final double HOPELESS = 10;

  private static final double CHANCE = 0.1;

  static double xi(double weightVariance) {
    double b = Math.sqrt(TrainabilitySettings.BIAS_VARIANCE);
    return MeanField.of(Nonlinearity.TANH, 0, Math.sqrt(weightVariance), b).fixedPoint().xiC();
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>(List.of(withDepthScales(), hopeless(), edgeIsBest()));
    if (settings.published()) {
      checks.add(rankWithPublished());
      checks.add(distanceToPublished());
    }
    return checks;
  }

  private double[] values() {
    return accuracies.values().stream().mapToDouble(a -> a).toArray();
  }

  private double[] published() {
    return accuracies.keySet().stream()
        .mapToDouble(c -> PublishedTrainability.accuracy(c.depth(), column(c)))
        .toArray();
  }

  private static int column(TrainabilityCell c) {
    return (int) Math.round((c.weightVariance() - 1) * 89 / 24);
  }

  private Check withDepthScales() {
    double[] scale =
        accuracies.keySet().stream()
            .mapToDouble(c -> -c.depth() / xi(c.weightVariance()))
            .toArray();
    double rho = RankCorrelation.of(values(), scale);
    return atLeast(
        "rank-correlation-with-depth-scale",
        String.format(
            Locale.ROOT,
            "accuracy is the higher the fewer ξ_c the network is deep: Spearman's rank correlation of"
                + " accuracy and −L/ξ_c over all cells is at least %.1f (0.84 for the 120 public cells)",
            settings.correlation()),
        "Schoenholz et al. 2017, section 5",
        rho,
        settings.correlation(),
        1);
  }

  private Check hopeless() {
    double worst = best(c -> c.depth() > HOPELESS * xi(c.weightVariance()));
    String claim =
        String.format(
            Locale.ROOT,
            "no network deeper than %.0f ξ_c has learned anything: largest accuracy there, below %.1f;"
                + " chance is %.1f",
            HOPELESS,
            settings.learned(),
            CHANCE);
    return new Check(
        "beyond-depth-scale-chance",
        claim,
        "Schoenholz et al. 2017, section 5",
        CHANCE,
        worst,
        0,
        settings.learned() - CHANCE,
        TrainabilityRates.SINGLE);
  }

  private double best(Predicate<TrainabilityCell> where) {
    return accuracies.entrySet().stream()
        .filter(e -> where.test(e.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(CHANCE);
  }

  private Check edgeIsBest() {
    int deepest = settings.depths().stream().mapToInt(d -> d).max().orElseThrow();
    double near = best(c -> c.depth() == deepest && xi(c.weightVariance()) > 25);
    double far = best(c -> c.depth() == deepest && xi(c.weightVariance()) <= 8);
    return atLeast(
        "edge-of-chaos-trains-deepest",
        String.format(
            Locale.ROOT,
            "at %d layers a network near the edge of chaos (ξ_c > 25) is better than every one far from"
                + " it (ξ_c ≤ 8): difference of accuracies, at least 0.2",
            deepest),
        "Schoenholz et al. 2017, section 5",
        near - far,
        0.2,
        1);
  }

  private Check rankWithPublished() {
    return atLeast(
        "rank-correlation-with-public-map",
        String.format(
            Locale.ROOT,
            "Spearman's rank correlation of our accuracies and those of the public map, over %d cells,"
                + " is at least 0.8",
            accuracies.size()),
        "github.com/ghliu/mean-field-fcdnn, train_acc.npz",
        RankCorrelation.of(values(), published()),
        0.8,
        1);
  }

  private Check distanceToPublished() {
    double[] ours = values();
    double[] theirs = published();
    double sum = 0;
    for (int i = 0; i < ours.length; i++) sum += Math.abs(ours[i] - theirs[i]);
    return new Check(
        "distance-to-public-map",
        "mean |accuracy − that of the public map| over all cells, both of one network each; at most"
            + " 0.08",
        "github.com/ghliu/mean-field-fcdnn, train_acc.npz",
        0,
        sum / ours.length,
        0,
        0.08,
        TrainabilityRates.SINGLE);
  }

  private static Check atLeast(
      String id, String claim, String source, double value, double least, double most) {
    double middle = (least + most) / 2;
    return new Check(id, claim, source, middle, value, 0, most - middle, TrainabilityRates.SINGLE);
  }

  Table table() {
    Table.Builder table =
        Table.builder(
            "schoenholz2017-trainability",
            "Training accuracy over depth and weight variance",
            Column.integer("depth", "weighted layers"),
            Column.real("sigma_w2", "σ_w²"),
            Column.real("xi_c", "predicted depth scale, in layers"),
            Column.real("accuracy", "on training samples after the last update"),
            Column.real("accuracy_public", "of the public map; none where settings differ"));
    accuracies.forEach(
        (c, a) ->
            table.row(
                c.depth(),
                c.weightVariance(),
                xi(c.weightVariance()),
                a,
                settings.published()
                    ? (Double) PublishedTrainability.accuracy(c.depth(), column(c))
                    : null));
    return table.build();
  }

  Figure figure() {
    List<Panel> panels = new ArrayList<>(List.of(panel("Ours", values())));
    if (settings.published()) panels.add(panel("Public map", published()));
    String caption =
        String.format(
            Locale.ROOT,
            "Training accuracy on %s of tanh networks of width %d after %d updates by SGD (lr %s, batches"
                + " of %d), σ_{b}² = %.2f; dashed: depth 6 ξ_c by theory.",
            settings.dataset(),
            settings.width(),
            settings.steps(),
            settings.rate(),
            settings.batch(),
            TrainabilitySettings.BIAS_VARIANCE);
    return new Figure(
        "schoenholz2017-trainability",
        "Which depths train (Schoenholz et al. 2017)",
        caption,
        panels.size(),
        panels);
  }

  private Panel panel(String title, double[] values) {
    double[] x =
        settings.columns().stream().mapToDouble(PublishedTrainability::weightVariance).toArray();
    double[] y = settings.depths().stream().mapToDouble(d -> d).toArray();
    double[][] z = new double[y.length][];
    for (int row = 0; row < y.length; row++) {
      z[row] = Arrays.copyOfRange(values, row * x.length, (row + 1) * x.length);
    }
    double highest = y[y.length - 1] * 1.05;
    double[] grid = Curves.grid(x[0], x[x.length - 1], 121);
    return new Panel(
        title,
        Axis.linear("σ_{w}²"),
        Axis.linear("depth in layers"),
        Curves.boundary("6 ξ_c", grid, w -> BOUNDARY * xi(w), highest),
        Optional.of(new Panel.HeatMap("training accuracy", x, y, z)));
  }
}
