package org.initlab.core.validate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.BatchStatistics;
import org.initlab.core.stats.Differences;
import org.initlab.core.stats.Norms;
import org.initlab.core.stats.StatisticTolerance;
import org.initlab.core.tensor.Tensor;

/** Two observations of one subject, compared on every quantity. */
final class Comparison {
  private static final Quantity[] STATE_STATISTICS = {
    Quantity.STATE_MEAN,
    Quantity.STATE_VARIANCE,
    Quantity.STATE_SECOND_MOMENT,
    Quantity.STATE_KURTOSIS,
    Quantity.STATE_ZERO_FRACTION,
    Quantity.STATE_NON_FINITE,
    Quantity.STATE_NON_FINITE,
    Quantity.STATE_NORM_RATIO,
    Quantity.STATE_NORM_RATIO_STD,
    Quantity.STATE_COSINE
  };

  private static final Quantity[] GRADIENT_STATISTICS =
      Arrays.stream(STATE_STATISTICS).map(Quantity::ofGradient).toArray(Quantity[]::new);

  private final Subject subject;
  private final Observation a;
  private final Observation b;
  private final Bounds bounds;
  private final Flips flips;
  private final List<ProbePoint> points;
  private final Map<Quantity, Agreement.Builder> builders = new EnumMap<>(Quantity.class);

  private Comparison(
      Subject subject, Precision precision, Sensitivity sensitivity, Observation a, Observation b) {
    this.subject = subject;
    this.a = a;
    this.b = b;
    this.points = subject.network().probePoints();
    this.bounds = new Bounds(subject, precision, sensitivity, a.states()[points.size() - 1]);
    this.flips = new Flips(subject, bounds, a, b);
    for (Quantity q : Quantity.values()) builders.put(q, new Agreement.Builder(q));
  }

  /** One agreement for every quantity, in their order. */
  static List<Agreement> of(
      Subject subject, Precision precision, Sensitivity sensitivity, Observation a, Observation b) {
    Comparison c = new Comparison(subject, precision, sensitivity, a, b);
    c.states();
    c.gradients();
    c.losses();
    return c.builders.values().stream().map(Agreement.Builder::build).toList();
  }

  private void states() {
    double[] inputs = Norms.ofSamples(subject.inputs());
    var reference = new StatisticTolerance.Reference(inputs, inputs, 0);
    for (ProbePoint p : points) {
      Tensor x = a.states()[p.index()];
      Tensor y = b.states()[p.index()];
      double bound = tensor(Quantity.STATE, p.layer(), x, y, bounds.state(p));
      statistics(p.layer(), x, y, bound, reference, false);
    }
    tensor(Quantity.EVALUATION_OUTPUT, "", a.output(), b.output(), bounds.evaluationOutput());
  }

  private void gradients() {
    int last = points.size() - 1;
    Tensor out = a.stateGradients()[last];
    double outError =
        bounds.stateGradient(points.get(last)) * Bounds.scale(out, b.stateGradients()[last]);
    var reference =
        new StatisticTolerance.Reference(
            Norms.ofSamples(out),
            Norms.ofSamples(b.stateGradients()[last]),
            outError * Math.sqrt(points.get(last).shape().size()));
    // The order of computation: from the output back, so that the first over is the culprit.
    for (int i = last; i >= 0; i--) {
      ProbePoint p = points.get(i);
      Tensor x = a.stateGradients()[i];
      Tensor y = b.stateGradients()[i];
      double relative = bounds.stateGradient(p) + flips.before(i);
      double bound = tensor(Quantity.STATE_GRADIENT, p.layer(), x, y, relative);
      statistics(p.layer(), x, y, bound, reference, true);
    }
    double input = bounds.inputGradient() + flips.before(Kink.NETWORK_INPUT);
    tensor(Quantity.INPUT_GRADIENT, "", a.inputGradient(), b.inputGradient(), input);
    parameters();
  }

  private void parameters() {
    GradientScale scales = new GradientScale(subject, a);
    GradientScale others = new GradientScale(subject, b);
    Map<String, Integer> index = new HashMap<>();
    for (ProbePoint p : points) index.put(p.layer(), p.index());
    List<ParameterSpec> specs = subject.network().parameters();
    for (int i = specs.size() - 1; i >= 0; i--) {
      ParameterSpec spec = specs.get(i);
      if (!spec.kind().trainable()) continue;
      double scale = Math.max(scales.of(spec), others.of(spec));
      double relative = bounds.parameterGradient(spec) + flips.before(index.get(spec.layer()));
      Tensor x = a.parameterGradients().get(spec.name());
      Tensor y = b.parameterGradients().get(spec.name());
      builders
          .get(Quantity.PARAMETER_GRADIENT)
          .add(spec.name(), relative(x, y, scale), bounds.withUnderflow(relative, scale));
    }
  }

  private void losses() {
    double bound = bounds.loss(a.loss());
    builders.get(Quantity.LOSS).add("", Differences.distance(a.loss(), b.loss()), bound);
    double squares = 0;
    for (Tensor g : a.parameterGradients().asMap().values()) {
      for (double v : g.data()) squares += v * v;
    }
    double descent = subject.learningRate() * squares;
    Agreement.Builder trajectory = builders.get(Quantity.LOSS_TRAJECTORY);
    double flipped = 0;
    int steps = Math.max(a.steps().size(), b.steps().size());
    for (int k = 0; k < steps; k++) {
      if (k >= a.steps().size() || k >= b.steps().size()) {
        // One engine's loss stayed finite and the other's did not.
        trajectory.add("step " + k, Double.POSITIVE_INFINITY, 1);
        break;
      }
      Observation.Step x = a.steps().get(k);
      Observation.Step y = b.steps().get(k);
      double limit = bounds.trajectory(k, a.loss(), descent, flipped);
      trajectory.add("step " + k, Differences.distance(x.loss(), y.loss()), limit);
      flipped += flips.inStep(k, x.preActivations(), y.preActivations());
    }
  }

  /** Compares element by element and returns the absolute bound that was applied. */
  private double tensor(Quantity quantity, String layer, Tensor x, Tensor y, double relative) {
    double scale = Bounds.scale(x, y);
    double bound = bounds.withUnderflow(relative, scale);
    builders.get(quantity).add(layer, relative(x, y, scale), bound);
    return bound * scale;
  }

  private static double relative(Tensor x, Tensor y, double scale) {
    double difference = Differences.maxAbsDifference(x, y);
    return difference == 0 ? 0 : difference / scale;
  }

  private void statistics(
      String layer,
      Tensor x,
      Tensor y,
      double error,
      StatisticTolerance.Reference reference,
      boolean gradient) {
    BatchStatistics s = BatchStatistics.of(x, reference.norms());
    BatchStatistics t = BatchStatistics.of(y, reference.otherNorms());
    StatisticTolerance tol = StatisticTolerance.of(x, y, s, error, reference);
    Quantity[] quantities = gradient ? GRADIENT_STATISTICS : STATE_STATISTICS;
    double[][] compared = {
      {s.mean(), t.mean(), tol.mean()},
      {s.variance(), t.variance(), tol.variance()},
      {s.secondMoment(), t.secondMoment(), tol.secondMoment()},
      {s.kurtosis(), t.kurtosis(), tol.kurtosis()},
      {s.zeroFraction(), t.zeroFraction(), tol.zeroFraction()},
      {s.nanCount(), t.nanCount(), 0},
      {s.infCount(), t.infCount(), 0},
      {s.normRatio(), t.normRatio(), tol.normRatio()},
      {s.normRatioStd(), t.normRatioStd(), tol.normRatio()},
      {s.cosine(), t.cosine(), tol.cosine()}
    };
    for (int i = 0; i < compared.length; i++) {
      double difference = Differences.distance(compared[i][0], compared[i][1]);
      builders.get(quantities[i]).add(layer, difference, compared[i][2]);
    }
  }
}
