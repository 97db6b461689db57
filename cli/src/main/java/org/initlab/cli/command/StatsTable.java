package org.initlab.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.initlab.core.backend.Mode;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.BatchStatistics;
import org.initlab.core.stats.LayerStatistics;
import org.initlab.core.stats.Trace;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.theory.FiniteWidth;
import org.initlab.core.theory.Prediction;
import org.initlab.core.theory.Predictor;

/** Traces of one network on several backends as one tidy table. */
final class StatsTable {
  static final List<Column> COLUMNS =
      List.of(
          Column.text("backend", "engine"),
          Column.text("layer", "name of the layer whose output is measured"),
          Column.text("kind", "pre_activation or hidden"),
          Column.integer("depth", "weighted layers up to here"),
          Column.real("mean", "mean over samples and units"),
          Column.real("variance", "variance over samples and units"),
          Column.real("q", "second moment"),
          Column.real("q_theory", "its mean-field prediction; empty where no formula applies"),
          Column.real(
              "q_deviation", "standard deviation of ln q expected over draws at this width"),
          Column.real("q_z", "ln q less its expectation, over q_deviation"),
          Column.real("kurtosis", "fourth standardized moment"),
          Column.real("zeros", "fraction of exact zeros"),
          Column.integer("nan", "number of NaN"),
          Column.integer("inf", "number of infinities"),
          Column.real("norm_ratio", "norm of the state over norm of the input, mean over samples"),
          Column.real("norm_ratio_theory", "its mean-field prediction"),
          Column.real("norm_ratio_std", "its standard deviation over samples"),
          Column.real("cosine", "mean cosine between pairs of samples"),
          Column.real("cosine_theory", "its mean-field prediction"),
          Column.real(
              "gradient_ratio", "norm of the gradient over that at the output, mean over samples"),
          Column.real("gradient_ratio_theory", "its mean-field prediction"),
          Column.real(
              "gradient_ratio_deviation",
              "standard deviation of the logarithm of the mean squared ratio expected over draws"),
          Column.real(
              "gradient_ratio_z",
              "logarithm of the mean squared ratio less its expectation, over that deviation"),
          Column.real("gradient_ratio_std", "its standard deviation over samples"));

  /** A smaller variance is none: what is fixed by standardization, up to rounding. */
  private static final double ROUNDING = 1e-12;

  private final Table.Builder table;
  private final List<Prediction> predictions;
  private final List<FiniteWidth.Deviation> deviations;

  /**
   * @param standardized whether the weights come from a scheme that standardized every layer on
   *     this batch
   */
  StatsTable(Network network, Parameters parameters, Tensor batch, boolean standardized) {
    int samples = batch.shape().dim(0);
    double[] units = new double[samples];
    Arrays.fill(units, 1);
    BatchStatistics in = BatchStatistics.of(batch, units);
    Predictor.Input input =
        new Predictor.Input(in.secondMoment(), in.cosine(), samples, standardized);
    this.predictions = Predictor.predict(network, parameters, input, Mode.TRAIN);
    this.deviations = FiniteWidth.of(network, parameters, input, predictions);
    this.table =
        Table.builder("stats", "Signal propagation of " + network, COLUMNS.toArray(new Column[0]));
  }

  void add(String backend, Trace trace) {
    for (LayerStatistics layer : trace.layers()) {
      ProbePoint p = layer.point();
      BatchStatistics s = layer.state();
      BatchStatistics g = layer.gradient().orElseThrow();
      Prediction theory = predictions.get(p.index());
      FiniteWidth.Deviation deviation = deviations.get(p.index());
      double squaredGradient = square(g.normRatio()) + square(g.normRatioStd());
      table.row(
          backend,
          p.layer(),
          p.kind().name().toLowerCase(Locale.ROOT),
          p.depth(),
          s.mean(),
          s.variance(),
          s.secondMoment(),
          known(theory.secondMoment()),
          root(deviation.forward()),
          z(s.secondMoment(), theory.secondMoment(), deviation.forward()),
          s.kurtosis(),
          s.zeroFraction(),
          s.nanCount(),
          s.infCount(),
          s.normRatio(),
          known(theory.normRatio()),
          s.normRatioStd(),
          s.cosine(),
          known(theory.cosine()),
          g.normRatio(),
          known(theory.gradientRatio()),
          root(deviation.backward()),
          z(squaredGradient, squared(theory.gradientRatio()), deviation.backward()),
          g.normRatioStd());
    }
  }

  private static double square(double x) {
    return x * x;
  }

  private static OptionalDouble squared(OptionalDouble x) {
    return x.isPresent() ? OptionalDouble.of(square(x.getAsDouble())) : x;
  }

  private static Double root(OptionalDouble variance) {
    return variance.isPresent() ? Math.sqrt(variance.getAsDouble()) : null;
  }

  /** Of a log-normal value, whose logarithm is expected at ln E − variance/2. */
  private static Double z(double measured, OptionalDouble expected, OptionalDouble variance) {
    if (expected.isEmpty() || variance.isEmpty() || variance.getAsDouble() <= ROUNDING) return null;
    double v = variance.getAsDouble();
    return (Math.log(measured / expected.getAsDouble()) + v / 2) / Math.sqrt(v);
  }

  private static Double known(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  Table build() {
    return table.build();
  }
}
