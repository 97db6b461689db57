package org.initlab.cli.hessian;

import java.util.List;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.hessian.Lanczos;
import org.initlab.core.hessian.PowerIteration;
import org.initlab.core.hessian.SpectralDensity;

/** What is known of a Hessian as tables, and back where a unit keeps it. */
final class HessianTables {
  /** Points of a density. */
  private static final int POINTS = 401;

  /** The width of its smoothing, as a part of the range of its nodes. */
  private static final double SMOOTHING = 0.01;

  private static final Column BACKEND = Column.text("backend", "that computed the products");

  private HessianTables() {}

  static Table.Builder eigenvalues() {
    return Table.builder(
        "hessian",
        "Eigenvalues of the loss Hessian of largest size",
        BACKEND,
        Column.integer("rank", "by size, from 1"),
        Column.real("eigenvalue", "signed; power: the entry of H·v of largest size"),
        Column.real("log10", "log₁₀ |eigenvalue|"),
        Column.real("ln", "natural logarithm of |eigenvalue|"),
        Column.real("rayleigh", "v·Hv/v·v of the last vector"),
        Column.real("residual", "an eigenvalue of H lies within it of rayleigh"));
  }

  static Table.Builder losses() {
    return Table.builder(
        "hessian-loss",
        "The loss whose Hessian it is",
        BACKEND,
        Column.text("network", "name"),
        Column.integer("parameters", "trainable ones, the rows of the Hessian"),
        Column.integer("batches", "training batches that the loss is taken over"),
        Column.integer("samples", "in them"),
        Column.text("products", "exact up to rounding, or differenced: of float64 gradients"));
  }

  static Table.Builder gradientQuotients() {
    return Table.builder(
        "gradient-quotient",
        "MetaInit's gradient quotient",
        BACKEND,
        Column.real("gradient_quotient", "mean |(g − Hg)/(g + ε) − 1| over all parameters"));
  }

  static Table.Builder steps() {
    return Table.builder(
        "hessian-steps",
        "Power iteration",
        BACKEND,
        Column.integer("step", "from 1"),
        Column.real("eigenvalue", "the entry of H·v of largest size, signed"),
        Column.real("rayleigh", "v·Hv/v·v"),
        Column.real("residual", "‖Hv − rayleigh·v‖/‖v‖"));
  }

  static Table steps(String backend, List<PowerIteration.Step> history) {
    Table.Builder table = steps();
    for (int i = 0; i < history.size(); i++) {
      PowerIteration.Step step = history.get(i);
      table.row(backend, i + 1, step.entry(), step.rayleigh(), step.residual());
    }
    return table.build();
  }

  /** The last step is the original program's result. */
  static void addLast(Table.Builder eigenvalues, String backend, Table steps) {
    int last = steps.rows().size() - 1;
    double value = steps.real(last, "eigenvalue");
    eigenvalues.row(
        backend,
        1,
        value,
        Math.log10(Math.abs(value)),
        Math.log(Math.abs(value)),
        steps.real(last, "rayleigh"),
        steps.real(last, "residual"));
  }

  static Table ritz(List<Lanczos.Ritz> values) {
    Table.Builder table =
        Table.builder(
            "ritz",
            "Ritz values by size",
            Column.real("value", "signed"),
            Column.real("residual", "an eigenvalue lies within it"));
    values.forEach(r -> table.row(r.value(), r.residual()));
    return table.build();
  }

  static void addTop(Table.Builder eigenvalues, String backend, Table ritz, int top) {
    for (int i = 0; i < Math.min(top, ritz.rows().size()); i++) {
      double value = ritz.real(i, "value");
      eigenvalues.row(
          backend,
          i + 1,
          value,
          Math.log10(Math.abs(value)),
          Math.log(Math.abs(value)),
          value,
          ritz.real(i, "residual"));
    }
  }

  static Table nodes(SpectralDensity density) {
    Table.Builder table =
        Table.builder(
            "nodes",
            "Nodes of stochastic Lanczos quadrature",
            Column.integer("probe", "from 0"),
            Column.real("node", "Ritz value"),
            Column.real("weight", "the weights of a probe sum to 1"));
    for (int p = 0; p < density.nodes().length; p++) {
      for (int i = 0; i < density.nodes()[p].length; i++) {
        table.row(p, density.nodes()[p][i], density.weights()[p][i]);
      }
    }
    return table.build();
  }

  /** Every probe has as many nodes as the others. */
  static SpectralDensity density(Table nodes, int dimension) {
    int rows = nodes.rows().size();
    int probes = ((Long) nodes.rows().get(rows - 1).get(0)).intValue() + 1;
    int steps = rows / probes;
    double[][] values = new double[probes][steps];
    double[][] weights = new double[probes][steps];
    for (int r = 0; r < rows; r++) {
      values[r / steps][r % steps] = nodes.real(r, "node");
      weights[r / steps][r % steps] = nodes.real(r, "weight");
    }
    return new SpectralDensity(dimension, values, weights);
  }

  static Table.Builder traces() {
    return Table.builder(
        "hessian-trace",
        "Trace of the loss Hessian",
        BACKEND,
        Column.real("trace", "mean of zᵀHz over random signs z (Hutchinson)"),
        Column.real("trace_error", "its standard error"),
        Column.integer("probes", "random vectors"));
  }

  static void addTrace(Table.Builder traces, String backend, SpectralDensity density) {
    double error = density.traceError();
    int probes = density.nodes().length;
    traces.row(backend, density.trace(), Double.isNaN(error) ? null : error, probes);
  }

  static Table.Builder densities() {
    return Table.builder(
        "hessian-density",
        "Spectral density of the loss Hessian",
        BACKEND,
        Column.real("eigenvalue", "t"),
        Column.real("density", "smoothed by a normal density of 1 % of the range of t"));
  }

  static void addDensity(Table.Builder densities, String backend, SpectralDensity density) {
    double width = width(density);
    for (double t : grid(density)) densities.row(backend, t, density.at(t, width));
  }

  static Figure figure(String backend, SpectralDensity density) {
    double width = width(density);
    double[] x = grid(density);
    double[] y = new double[x.length];
    // Far from every node the density underflows, which a logarithmic axis cannot show.
    double least = 1e-3 / density.dimension() / width;
    for (int i = 0; i < x.length; i++) y[i] = Math.max(least, density.at(x[i], width));
    return new Figure(
        "hessian-density",
        "Spectral density of the loss Hessian at initialization",
        "Stochastic Lanczos quadrature with "
            + density.nodes().length
            + " probes, smoothed by 1 % of the range; computed by "
            + backend
            + ".",
        1,
        List.of(
            Panel.of(
                "",
                Axis.linear("eigenvalue"),
                Axis.logarithmic("density"),
                List.of(Series.of("density", Series.Style.LINE, x, y)))));
  }

  private static double width(SpectralDensity density) {
    double range = largest(density) - least(density);
    return range == 0 ? 1 : SMOOTHING * range;
  }

  private static double[] grid(SpectralDensity density) {
    double from = least(density) - 3 * width(density);
    double to = largest(density) + 3 * width(density);
    double[] grid = new double[POINTS];
    for (int i = 0; i < POINTS; i++) grid[i] = from + (to - from) * i / (POINTS - 1);
    return grid;
  }

  private static double least(SpectralDensity density) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] probe : density.nodes()) for (double t : probe) least = Math.min(least, t);
    return least;
  }

  private static double largest(SpectralDensity density) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double[] probe : density.nodes()) for (double t : probe) largest = Math.max(largest, t);
    return largest;
  }
}
