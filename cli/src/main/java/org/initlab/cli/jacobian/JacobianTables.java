package org.initlab.cli.jacobian;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Model;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.hessian.SpectralDensity;
import org.initlab.core.jacobian.Jacobian;
import org.initlab.core.jacobian.LanczosSpectrum;
import org.initlab.core.jacobian.SingularValues;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;

/** Singular values of one network at several inputs on several backends, as tables and a figure. */
public final class JacobianTables {
  private static final int BINS = 40;

  private final Network network;
  private final JacobianMethod method;
  private final Table.Builder summary;
  private final Table.Builder values;
  private final List<Series> histograms = new ArrayList<>();

  public JacobianTables(Network network, JacobianMethod method) {
    this.network = network;
    this.method = method;
    this.summary =
        Table.builder(
            "jacobian",
            "Input–output Jacobian of " + network,
            Column.text("backend", "engine"),
            Column.integer("input", "number of the input, from 0"),
            Column.text("method", "exact or lanczos"),
            Column.integer("outputs", "rows of the Jacobian"),
            Column.integer("inputs", "columns of the Jacobian"),
            Column.real("s_max", "largest singular value"),
            Column.real("s_max_error", "of lanczos: how far a singular value may be from it"),
            Column.real("s_min", "smallest singular value; of lanczos: the smallest found"),
            Column.real("s_min_error", "of lanczos: how far a singular value may be from it"),
            Column.real("condition", "s_max/s_min"),
            Column.real("mean_square", "m_1, the mean of s^2"),
            Column.real("relative_variance", "m_2/m_1^2 - 1 with m_2 the mean of s^4"));
    this.values =
        method.exact()
            ? Table.builder(
                "jacobian-values",
                "Singular values of the Jacobian",
                Column.text("backend", "engine"),
                Column.integer("input", "number of the input, from 0"),
                Column.integer("rank", "from 1, the largest"),
                Column.real("singular_value", "s"))
            : Table.builder(
                "jacobian-density",
                "Spectral density of the squared singular values",
                Column.text("backend", "engine"),
                Column.integer("input", "number of the input, from 0"),
                Column.integer("probe", "number of the random vector, from 0"),
                Column.real("square", "s^2 of a node of the quadrature"),
                Column.real("weight", "of the node; those of one probe sum to 1"));
  }

  /** Measures J at {@code input}, the k-th. */
  public void add(String backend, int k, Model model, Tensor input, Seed seed) {
    if (method.exact()) {
      exact(backend, k, Jacobian.of(model, input).singularValues());
    } else {
      lanczos(
          backend, k, LanczosSpectrum.of(model, input, method.iterations(), method.probes(), seed));
    }
  }

  private void exact(String backend, int k, SingularValues s) {
    row(backend, k, s.max(), null, s.min(), null, s.moment(1), s.relativeVariance());
    for (int i = 0; i < s.values().length; i++) values.row(backend, k, i + 1, s.values()[i]);
    histograms.add(histogram(backend + ", input " + k, s));
  }

  private void lanczos(String backend, int k, LanczosSpectrum s) {
    row(
        backend,
        k,
        s.max().value(),
        s.max().error(),
        s.min().value(),
        s.min().error(),
        s.meanSquare(),
        s.relativeVariance());
    SpectralDensity density = s.density();
    for (int p = 0; p < density.nodes().length; p++) {
      for (int i = 0; i < density.nodes()[p].length; i++) {
        values.row(backend, k, p, density.nodes()[p][i], density.weights()[p][i]);
      }
    }
  }

  private void row(
      String backend,
      int k,
      double max,
      Double maxError,
      double min,
      Double minError,
      double meanSquare,
      double relativeVariance) {
    summary.row(
        backend,
        k,
        method.id(),
        network.output().size(),
        network.input().size(),
        max,
        maxError,
        min,
        minError,
        max / min,
        meanSquare,
        relativeVariance);
  }

  private static Series histogram(String label, SingularValues s) {
    double top = s.max() > 0 ? s.max() * (1 + 1e-12) : 1;
    double[] centres = new double[BINS];
    double[] density = new double[BINS];
    double width = top / BINS;
    for (int b = 0; b < BINS; b++) centres[b] = (b + 0.5) * width;
    for (double value : s.values()) {
      density[Math.min(BINS - 1, (int) (value / width))] += 1 / (width * s.values().length);
    }
    return Series.of(label, Series.Style.BARS, centres, density);
  }

  /** The tables and, of exact values, a histogram for every Jacobian. */
  public Result result() {
    List<Panel> panels = new ArrayList<>();
    for (Series h : histograms) {
      Axis s = Axis.linear("singular value s");
      panels.add(Panel.of(h.label(), s, Axis.linear("density"), List.of(h)));
    }
    String title = "Singular values of the input–output Jacobian of " + network.name();
    List<Figure> figures =
        panels.isEmpty()
            ? List.of()
            : List.of(
                new Figure("jacobian", title, title + ".", Math.min(3, panels.size()), panels));
    return new Result(List.of(summary.build(), values.build()), figures, List.of());
  }
}
