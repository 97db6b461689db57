package org.initlab.experiments.xiao2018;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;

/**
 * The deep network beside theory.
 *
 * @param statistics of every layer of the delta-orthogonal network
 * @param gaussian of every layer of the one with Gaussian kernels
 * @param training batch by batch
 */
record DeepReport(DeepSettings settings, Table statistics, Table gaussian, Table training) {
  private static final int MOST_POINTS = 400;

  /** A second moment at narrow width may be off by this factor from q*. */
  private static final double NEAR = 4;

  /** Of the gradient from the last deep layer to the first, either way. */
  private static final double SAME_ORDER = 100;

  List<Check> checks() {
    return List.of(signal(), gradient(), falls());
  }

  private Check signal() {
    int last = statistics.rows().size() - 1;
    double worst = 0;
    for (int l = 0; l <= last; l++) {
      // The image is forgotten over the first layers.
      if (l < last / 2) continue;
      worst = Math.max(worst, Math.abs(Math.log(statistics.real(l, "q") / settings.qStar())));
    }
    boolean finite = finite("q");
    return new Check(
        "signal-near-fixed-point",
        String.format(
            Locale.ROOT,
            "second moments of the last half of %d layers are within a factor of %.0f of q* = %.4f (%d"
                + " channels are not many): largest |ln q/q*|",
            last + 1,
            NEAR,
            settings.qStar(),
            settings.channels()),
        "Xiao et al. 2018, section 3",
        0,
        finite ? worst : Double.NaN,
        0,
        Math.log(NEAR),
        Xiao2018Rates.SINGLE);
  }

  private Check gradient() {
    int last = statistics.rows().size() - 1;
    double ratio = statistics.real(0, "gradient") / statistics.real(last, "gradient");
    return new Check(
        "gradient-passes",
        String.format(
            Locale.ROOT,
            "the gradient passes %d layers: ln of its norm at the first over that at the last, within ln"
                + " %.0f",
            last + 1,
            SAME_ORDER),
        "Xiao et al. 2018, Figure 1",
        0,
        finite("gradient") ? Math.log(ratio) : Double.NaN,
        0,
        Math.log(SAME_ORDER),
        Xiao2018Rates.SINGLE);
  }

  private boolean finite(String column) {
    for (int l = 0; l < statistics.rows().size(); l++) {
      if (!Double.isFinite(statistics.real(l, column))) return false;
    }
    return true;
  }

  private Check falls() {
    int n = training.rows().size();
    double fall = training.real(0, "judged_loss") - training.real(n - 1, "judged_loss");
    if (n < settings.steps()) fall = Double.NaN;
    return new Check(
        "loss-falls",
        String.format(
            Locale.ROOT,
            "the loss of %d layers on the first %d training samples falls over %d updates: that before"
                + " less that after, at least %s",
            settings.depth(),
            settings.judged(),
            settings.steps(),
            settings.fall()),
        "Xiao et al. 2018, Figure 1",
        (settings.fall() + Math.log(10)) / 2,
        fall,
        0,
        (Math.log(10) - settings.fall()) / 2,
        Xiao2018Rates.SINGLE);
  }

  List<Table> tables() {
    Table layers =
        Table.builder(
                "xiao2018-ten-thousand-layers",
                "Every deep layer at initialization",
                statistics.columns().toArray(Column[]::new))
            .rowsOf(statistics)
            .build();
    Table losses =
        Table.builder(
                "xiao2018-ten-thousand-layers-training",
                "Training batch by batch",
                training.columns().toArray(Column[]::new))
            .rowsOf(training)
            .build();
    return List.of(layers, losses);
  }

  Figure figure() {
    List<Series> signals = new ArrayList<>(List.of(layers("delta-orthogonal", statistics, "q")));
    signals.add(layers("Gaussian", gaussian, "q"));
    double[] ends = {1, settings.depth()};
    double[] q = {settings.qStar(), settings.qStar()};
    signals.add(Series.of("q*", Series.Style.THEORY, ends, q));
    List<Series> gradients = new ArrayList<>();
    gradients.add(layers("delta-orthogonal", statistics, "gradient"));
    gradients.add(layers("Gaussian", gaussian, "gradient"));
    int n = training.rows().size();
    double[] x = new double[n];
    double[] loss = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i;
      loss[i] = training.real(i, "loss");
    }
    String caption =
        String.format(
            Locale.ROOT,
            "A plain tanh CNN of %d delta-orthogonal layers of %d channels on %s, and one of %d layers with"
                + " Gaussian kernels of the same variance, σ_{w}² = %.4f. Left: second moments of"
                + " pre-activations, dashed q*. Middle: gradients relative to those of the logits. Right:"
                + " loss of training batches of %d, %s.",
            settings.depth(),
            settings.channels(),
            settings.dataset(),
            settings.gaussianDepth(),
            settings.critical().weightVariance(),
            settings.batch(),
            settings.optimizer());
    return new Figure(
        "xiao2018-ten-thousand-layers",
        "Ten thousand plain layers (Xiao et al. 2018)",
        caption,
        3,
        List.of(
            Panel.of(
                "Signal",
                Axis.logarithmic("layer l"),
                Axis.logarithmic("second moment q"),
                signals),
            Panel.of(
                "Gradient",
                Axis.logarithmic("layer l"),
                Axis.logarithmic("‖∂L/∂a^l‖ / ‖∂L/∂y‖"),
                gradients),
            Panel.of(
                "Training",
                Axis.linear("update"),
                Axis.linear("loss of the batch"),
                List.of(Series.of("delta-orthogonal", Series.Style.LINE, x, loss)))));
  }

  private static Series layers(String label, Table table, String column) {
    int n = table.rows().size();
    int every = Math.max(1, n / MOST_POINTS);
    int count = (n - 1) / every + 1;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = i * every + 1;
      y[i] = table.real(i * every, column);
    }
    return Series.of(label, Series.Style.LINE, x, y);
  }
}
