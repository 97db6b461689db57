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
          Column.real("gradient_ratio_std", "its standard deviation over samples"));

  private final Table.Builder table;
  private final List<Prediction> predictions;

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
    this.table =
        Table.builder("stats", "Signal propagation of " + network, COLUMNS.toArray(new Column[0]));
  }

  void add(String backend, Trace trace) {
    for (LayerStatistics layer : trace.layers()) {
      ProbePoint p = layer.point();
      BatchStatistics s = layer.state();
      BatchStatistics g = layer.gradient().orElseThrow();
      Prediction theory = predictions.get(p.index());
      table.row(
          backend,
          p.layer(),
          p.kind().name().toLowerCase(Locale.ROOT),
          p.depth(),
          s.mean(),
          s.variance(),
          s.secondMoment(),
          known(theory.secondMoment()),
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
          g.normRatioStd());
    }
  }

  private static Double known(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  Table build() {
    return table.build();
  }
}
