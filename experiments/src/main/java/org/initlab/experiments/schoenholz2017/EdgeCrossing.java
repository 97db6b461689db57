package org.initlab.experiments.schoenholz2017;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.GradientDrift;
import org.initlab.experiments.meanfield.LineFit;
import org.initlab.experiments.meanfield.PreparedInputs;
import org.initlab.experiments.meanfield.RandomMlp;
import org.initlab.experiments.meanfield.SignalProbe;

/**
 * Where on a line of constant σ_b gradients neither grow nor vanish: the same standard normal
 * weights are scaled by several σ_w near the predicted edge, and the measured growth is drawn to 0
 * along a line.
 *
 * @param biasVariance σ_b²
 */
record EdgeCrossing(double biasVariance, int width, int depth, int networks) {
  /** σ_w² relative to the predicted one. */
  static final double[] RELATIVE = {0.92, 0.96, 1, 1.04, 1.08};

  private static final int ROWS = 4;

  double predicted() {
    DualActivation tanh = DualActivation.of(Nonlinearity.TANH, 0);
    return CriticalLine.atSigmaB(tanh, Math.sqrt(biasVariance)).weightVariance();
  }

  double[] weightVariances() {
    return Arrays.stream(RELATIVE).map(r -> r * predicted()).toArray();
  }

  /** The growth per layer of every network at every σ_w². */
  Table measure(Seed seed, Backend backend, CompileOptions options) {
    Table.Builder table =
        Table.builder(
            "growth",
            "Growth of ln ‖∂L/∂a‖² per layer",
            Column.integer("network", "from 0"),
            Column.real("sigma_w2", "σ_w²"),
            Column.real("growth", "of ln ‖∂L/∂a‖² per layer, backward"));
    Network network = RandomMlp.network(Nonlinearity.TANH, width, depth);
    double[] weights = weightVariances();
    double[] lengths =
        Arrays.stream(weights).map(w -> ensemble(w).field().fixedPoint().qStar()).toArray();
    for (int k = 0; k < networks; k++) {
      Seed own = seed.child("network-" + k);
      RandomMlp.Draw draw = new RandomMlp.Draw(network, own, options.threads());
      for (int i = 0; i < weights.length; i++) {
        double growth = growth(network, draw, weights[i], lengths[i], own, backend, options);
        table.row(k, weights[i], growth);
      }
    }
    return table.build();
  }

  private double growth(
      Network network,
      RandomMlp.Draw draw,
      double weightVariance,
      double length,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    MeanField field = ensemble(weightVariance).field();
    double[] q = new double[ROWS];
    Arrays.fill(q, length);
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    Tensor inputs = PreparedInputs.ofVariance(width, q, seed);
    Tensor cotangent = PreparedInputs.ofVariance(width, ones, seed.child("cotangent"));
    SignalProbe probe = new SignalProbe();
    try (Model model =
        backend.compile(
            network, draw.scaled(field.sigmaW(), field.sigmaB()), options.borrowingParameters())) {
      model.gradients(
          inputs, new Objective.Cotangent(cotangent), Mode.EVAL, GradientRequest.states(probe));
    }
    return GradientDrift.of(probe.second().toArray(double[][]::new));
  }

  private Ensemble ensemble(double weightVariance) {
    return Ensemble.tanh(
        Math.sqrt(weightVariance), Math.sqrt(biasVariance), width, depth, networks);
  }

  /** The σ_w² of no growth, with its error over networks. */
  Estimate crossing(Table unit) {
    double[] each = new double[networks];
    int points = RELATIVE.length;
    List<double[]> growths = new ArrayList<>();
    for (int k = 0; k < networks; k++) {
      double[] y = new double[points];
      for (int i = 0; i < points; i++) y[i] = unit.real(k * points + i, "growth");
      growths.add(y);
    }
    double slope = LineFit.of(weightVariances(), mean(growths)).slope();
    // With the slope of all, a network's crossing is linear in its growth.
    double middle = predicted();
    for (int k = 0; k < networks; k++) {
      each[k] = middle - Arrays.stream(growths.get(k)).average().orElseThrow() / slope;
    }
    return Estimate.of(each);
  }

  /** The same of theory's ln χ₁: how far the curvature between the points moves the crossing. */
  double crossingOfTheory() {
    double[] y =
        Arrays.stream(weightVariances())
            .map(w -> Math.log(ensemble(w).field().fixedPoint().chi1()))
            .toArray();
    double slope = LineFit.of(weightVariances(), y).slope();
    return predicted() - Arrays.stream(y).average().orElseThrow() / slope;
  }

  /** How far finite width may move the crossing. */
  double shift() {
    double[] y =
        Arrays.stream(weightVariances())
            .map(w -> Math.log(ensemble(w).field().fixedPoint().chi1()))
            .toArray();
    return GradientDrift.shift(ensemble(predicted())) / LineFit.of(weightVariances(), y).slope();
  }

  private static double[] mean(List<double[]> all) {
    double[] sum = new double[all.get(0).length];
    for (double[] y : all) for (int i = 0; i < sum.length; i++) sum[i] += y[i] / all.size();
    return sum;
  }
}
