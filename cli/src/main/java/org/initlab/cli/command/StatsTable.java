package org.initlab.cli.command;

import java.util.Locale;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.BatchStatistics;
import org.initlab.core.stats.LayerStatistics;
import org.initlab.core.stats.Trace;
import org.initlab.core.tensor.Tensor;

/** Traces of one network on several backends as one tidy table. */
final class StatsTable {
  private final Table.Builder table;

  StatsTable(Network network, Parameters parameters, Tensor batch) {
    this.table =
        Table.builder(
            "stats",
            "Signal propagation of " + network,
            Column.text("backend", "engine"),
            Column.text("layer", "name of the layer whose output is measured"),
            Column.text("kind", "pre_activation or hidden"),
            Column.integer("depth", "weighted layers up to here"),
            Column.real("mean", "mean over samples and units"),
            Column.real("variance", "variance over samples and units"),
            Column.real("q", "second moment"),
            Column.real("kurtosis", "fourth standardized moment"),
            Column.real("zeros", "fraction of exact zeros"),
            Column.integer("nan", "number of NaN"),
            Column.integer("inf", "number of infinities"),
            Column.real(
                "norm_ratio", "norm of the state over norm of the input, mean over samples"),
            Column.real("norm_ratio_std", "its standard deviation over samples"),
            Column.real("cosine", "mean cosine between pairs of samples"),
            Column.real(
                "gradient_ratio",
                "norm of the gradient over that at the output, mean over samples"),
            Column.real("gradient_ratio_std", "its standard deviation over samples"));
  }

  void add(String backend, Trace trace) {
    for (LayerStatistics layer : trace.layers()) {
      ProbePoint p = layer.point();
      BatchStatistics s = layer.state();
      BatchStatistics g = layer.gradient().orElseThrow();
      table.row(
          backend,
          p.layer(),
          p.kind().name().toLowerCase(Locale.ROOT),
          p.depth(),
          s.mean(),
          s.variance(),
          s.secondMoment(),
          s.kurtosis(),
          s.zeroFraction(),
          s.nanCount(),
          s.infCount(),
          s.normRatio(),
          s.normRatioStd(),
          s.cosine(),
          g.normRatio(),
          g.normRatioStd());
    }
  }

  Table build() {
    return table.build();
  }
}
