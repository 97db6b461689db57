package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;

/** The paper's table beside ours, and the order of the schemes. */
final class HessianReport {
  private static final String SOURCE = "Arpit et al. 2019, poster, table of Hessians";

  private final Map<HessianProblem, List<HessianNorm>> norms;
  private final String reference;

  HessianReport(Map<HessianProblem, List<HessianNorm>> norms, String reference) {
    this.norms = norms;
    this.reference = reference;
  }

  List<Table> tables() {
    return List.of(summary(), networks());
  }

  private Table summary() {
    Table.Builder table =
        Table.builder(
            "arpit2019-hessian",
            "Logarithm of the spectral norm of the loss Hessian at initialization",
            Column.text("network", "residual network, weight-normalized"),
            Column.text("dataset", "that the loss is taken over"),
            Column.text("init", "initialization scheme"),
            Column.real("ln", "mean over networks of ln |λ|"),
            Column.real("ln_sd", "its standard deviation between networks"),
            Column.real("log10", "mean over networks of log₁₀ |λ|"),
            Column.real("log10_sd", "its standard deviation between networks"),
            Column.integer("networks", "drawn"),
            Column.text("published_network", "that the published value is of"),
            Column.real("published", "mean of the logarithm, of a base that is not stated"),
            Column.real("published_sd", "its standard deviation"));
    norms.forEach(
        (problem, all) -> {
          for (HessianScheme scheme : HessianScheme.values()) {
            double[] ln = ln(problem, scheme);
            double mean = mean(ln);
            double sd = deviation(ln);
            table.row(
                problem.id(),
                problem.dataset(),
                scheme.label(),
                mean,
                sd,
                mean / Math.log(10),
                sd / Math.log(10),
                ln.length,
                problem.resembles().label(),
                boxed(scheme.published(problem.resembles())),
                boxed(scheme.spread(problem.resembles())));
          }
        });
    return table.build();
  }

  private Table networks() {
    Table.Builder table =
        Table.builder(
            "arpit2019-hessian-networks",
            "Every network",
            Column.text("network", "residual network, weight-normalized"),
            Column.text("init", "initialization scheme"),
            Column.integer("draw", "from 0"),
            Column.text("backend", "that computed the products"),
            Column.real("eigenvalue", "of largest size, signed: entry of H·v of largest size"),
            Column.real("rayleigh", "v·Hv/v·v of the last step"),
            Column.real("residual", "an eigenvalue lies within it of rayleigh"));
    norms.forEach(
        (problem, all) ->
            all.forEach(
                n ->
                    table.row(
                        problem.id(),
                        n.scheme().label(),
                        n.network(),
                        n.backend(),
                        n.eigenvalue(),
                        n.rayleigh(),
                        n.residual())));
    return table.build();
  }

  /**
   * The proposed scheme below the data-dependent one, and that below the default where the network
   * is deep enough for its states to explode.
   */
  List<Check> order() {
    List<Check> checks = new ArrayList<>();
    for (HessianProblem problem : norms.keySet()) {
      checks.add(below(problem, HessianScheme.PROPOSED, HessianScheme.DATA_DEPENDENT));
      if (problem.deep()) {
        checks.add(below(problem, HessianScheme.DATA_DEPENDENT, HessianScheme.DEFAULT));
      }
    }
    return checks;
  }

  private Check below(HessianProblem problem, HessianScheme low, HessianScheme high) {
    double gap = mean(ln(problem, high)) - mean(ln(problem, low));
    double least = HessianProblem.LEAST_GAP;
    return new Check(
        problem.id() + "-" + low.scheme() + "-below-" + high.scheme(),
        String.format(
            Locale.ROOT,
            "%s: mean ln λ of %s is %.2f below that of %s; what it lacks to a gap of %.1f, with %d"
                + " networks each",
            problem.id(),
            low.label(),
            gap,
            high.label(),
            least,
            problem.networks()),
        SOURCE,
        0,
        gap >= least ? 0 : least - gap,
        0,
        0,
        problem.falseFailureRate());
  }

  Figure figure() {
    List<Panel> panels = new ArrayList<>();
    for (HessianProblem problem : norms.keySet()) {
      List<Series> series = new ArrayList<>();
      for (HessianScheme scheme : HessianScheme.values()) {
        double[] ln = ln(problem, scheme);
        double[] x = {scheme.ordinal()};
        double[] error = {deviation(ln)};
        series.add(
            new Series(scheme.label(), Series.Style.POINTS, x, new double[] {mean(ln)}, error));
      }
      panels.add(
          Panel.of(
              problem.id() + " on " + problem.dataset(),
              Axis.categories(
                  "initialization",
                  Arrays.stream(HessianScheme.values()).map(HessianScheme::label).toList()),
              Axis.linear("ln |λ|"),
              series));
    }
    return new Figure(
        "arpit2019-hessian",
        "Spectral norm of the loss Hessian at initialization (Arpit et al. 2019)",
        "Natural logarithm, mean ± standard deviation between networks.",
        panels.size(),
        panels);
  }

  private double[] ln(HessianProblem problem, HessianScheme scheme) {
    return norms.get(problem).stream()
        .filter(n -> n.scheme() == scheme && n.backend().equals(reference))
        .mapToDouble(HessianNorm::ln)
        .toArray();
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) sum += v;
    return sum / x.length;
  }

  private static double deviation(double[] x) {
    double mean = mean(x);
    double squares = 0;
    for (double v : x) squares += (v - mean) * (v - mean);
    return Math.sqrt(squares / (x.length - 1));
  }
}
