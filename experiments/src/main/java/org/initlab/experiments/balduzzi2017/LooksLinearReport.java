package org.initlab.experiments.balduzzi2017;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.FalseFailure;
import org.initlab.experiments.balduzzi2017.LooksLinearRun.Init;

/** Linearity at initialization and accuracy over depth. */
record LooksLinearReport(LooksLinearSettings settings, Map<LooksLinearRun, Table> results) {
  private static final double LINEAR = 1e-5;

  /** Of one check on a training run: none of 100 seeds failed at smoke scale. */
  private static final double TRAINING_RATE = FalseFailure.counted(100);

  private double accuracy(Init init, int depth) {
    return results.get(new LooksLinearRun(init, depth)).real(0, "accuracy");
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (int depth : settings.depths()) checks.add(linear(depth));
    int deepest = settings.depths().get(settings.depths().size() - 1);
    double ours = accuracy(Init.LOOKS_LINEAR, deepest);
    for (Init other : List.of(Init.CRELU_HE, Init.RELU_HE, Init.RELU_ORTHOGONAL)) {
      checks.add(better(deepest, ours, other));
    }
    return checks;
  }

  private Check linear(int depth) {
    double off = results.get(new LooksLinearRun(Init.LOOKS_LINEAR, depth)).real(0, "nonlinearity");
    return new Check(
        "linear-at-depth-" + depth,
        String.format(
            Locale.ROOT,
            "a looks-linear network of %d hidden layers is linear at initialization:"
                + " ‖f(x) + f(y) − f(x + y)‖/‖f(x + y)‖; rounding in float32 leaves about √L·6e-8",
            depth),
        "Balduzzi et al. 2017, section 5",
        0,
        off,
        0,
        LINEAR,
        0);
  }

  private Check better(int depth, double ours, Init other) {
    return new Check(
        "better-than-" + new LooksLinearRun(other, depth).key().replace('/', '-'),
        String.format(
            Locale.ROOT,
            "at %d hidden layers looks-linear trains better than %s: difference of training accuracies,"
                + " at least 0.2",
            depth,
            other.label()),
        "Balduzzi et al. 2017, section 5",
        0.6,
        ours - accuracy(other, depth),
        0,
        0.4,
        TRAINING_RATE);
  }

  Table table() {
    Table.Builder table =
        Table.builder(
            "balduzzi2017-looks-linear",
            "Linearity at initialization and training",
            Column.text("network", "activation and initialization"),
            Column.integer("depth", "hidden layers"),
            Column.real("nonlinearity", "‖f(x) + f(y) − f(x + y)‖/‖f(x + y)‖ at initialization"),
            Column.real("loss", "mean over the last updates"),
            Column.real("accuracy", "mean over the last updates' batches"));
    results.forEach(
        (run, t) ->
            table.row(
                run.init().label(),
                run.depth(),
                t.real(0, "nonlinearity"),
                t.real(0, "loss"),
                t.real(0, "accuracy")));
    return table.build();
  }

  Figure figure() {
    List<Series> accuracies = new ArrayList<>();
    double[] x = settings.depths().stream().mapToDouble(d -> d).toArray();
    for (Init init : Init.values()) {
      double[] y = settings.depths().stream().mapToDouble(d -> accuracy(init, d)).toArray();
      accuracies.add(Series.of(init.label(), Series.Style.LINE, x, y));
    }
    String caption =
        String.format(
            Locale.ROOT,
            "Training accuracy on %s over the last %d of %d updates by Adam (lr %s, batches of %d) of"
                + " fully connected networks of width %d, one network each.",
            settings.dataset(),
            settings.judged(),
            settings.steps(),
            settings.rate(),
            settings.batch(),
            settings.width());
    return new Figure(
        "balduzzi2017-looks-linear",
        "Looks-linear initialization (Balduzzi et al. 2017)",
        caption,
        1,
        List.of(
            Panel.of(
                "Training over depth",
                Axis.logarithmic("hidden layers"),
                Axis.linear("training accuracy").between(0, 1),
                accuracies)));
  }
}
