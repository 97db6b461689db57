package org.initlab.core.validate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.Differences;
import org.initlab.core.tensor.Tensor;

/**
 * How much a network magnifies rounding, measured: every parameter is multiplied by 1 ± ε·√fan_in,
 * as the roundings of its layer's sums would do, and what changes, divided by ε, is the growth of
 * errors in units of u. In well-conditioned networks it is below {@link
 * org.initlab.core.stats.ErrorBound}'s formula; in chaotic ones (batch or data-dependent
 * normalization at depth, χ₁ &gt; 1) it is above, and only measurement knows by how much. ε = 2⁻⁴⁰
 * stands far from both the rounding of float64 and the nonlinearity of the network. The {@link
 * Cancellation} in normalizations is added.
 *
 * @param states relative to ‖state‖∞, by probe point
 * @param output that of evaluation mode
 * @param stateGradients relative, by probe point
 * @param inputGradient relative
 * @param parameterGradients relative to {@link GradientScale}
 * @param losses absolute, for every step of the trajectory; the first is the loss itself
 */
record Sensitivity(
    double[] states,
    double output,
    double[] stateGradients,
    double inputGradient,
    Map<String, Double> parameterGradients,
    double[] losses) {
  private static final double EPSILON = 0x1p-40;

  /** What has one sign in a perturbation of a weight array. */
  private enum Pattern {
    /** Every weight has its own: units err independently, the case of random weights. */
    WEIGHT,
    /**
     * A column, so that all units of a layer err alike, as they do where their weights are equal.
     */
    COLUMN,
    /** The array, as where all terms of a sum have one sign. */
    ARRAY
  }

  /**
   * The largest of one draw for every pattern.
   *
   * @param options those of {@code exact}, in float64
   */
  static Sensitivity measure(
      Backend backend, Subject subject, Observation exact, Seed seed, CompileOptions options) {
    int points = exact.states().length;
    double[] states = new double[points];
    double[] gradients = new double[points];
    double[] losses = new double[Subject.STEPS];
    Map<String, Double> parameters = new HashMap<>();
    double output = 0;
    double input = 0;
    GradientScale scale = new GradientScale(subject, exact);
    for (Pattern pattern : Pattern.values()) {
      Subject moved = perturbed(subject, seed.child("perturbation-" + pattern), pattern);
      Observation o = Observation.of(backend, moved, options);
      for (int p = 0; p < points; p++) {
        states[p] = Math.max(states[p], relative(exact.states()[p], o.states()[p]));
        gradients[p] =
            Math.max(gradients[p], relative(exact.stateGradients()[p], o.stateGradients()[p]));
      }
      output = Math.max(output, relative(exact.output(), o.output()));
      input = Math.max(input, relative(exact.inputGradient(), o.inputGradient()));
      for (ParameterSpec spec : subject.network().parameters()) {
        if (!spec.kind().trainable()) continue;
        Tensor a = exact.parameterGradients().get(spec.name());
        Tensor b = o.parameterGradients().get(spec.name());
        double change = change(Differences.maxAbsDifference(a, b), scale.of(spec));
        parameters.merge(spec.name(), change, Math::max);
      }
      for (int i = 0; i < Math.min(exact.steps().size(), o.steps().size()); i++) {
        double d = Differences.distance(exact.steps().get(i).loss(), o.steps().get(i).loss());
        losses[i] = Math.max(losses[i], d / EPSILON);
      }
    }
    Cancellation cancellation = new Cancellation(subject, exact);
    for (ProbePoint p : subject.network().probePoints()) {
      gradients[p.index()] += cancellation.before(p.index());
      for (ParameterSpec spec : subject.network().parameters()) {
        if (!spec.kind().trainable() || !spec.layer().equals(p.layer())) continue;
        parameters.merge(spec.name(), cancellation.before(p.index()), Double::sum);
      }
    }
    input += cancellation.before(Kink.NETWORK_INPUT);
    return new Sensitivity(states, output, gradients, input, parameters, losses);
  }

  private static double relative(Tensor exact, Tensor moved) {
    return change(Differences.maxAbsDifference(exact, moved), Differences.maxAbs(exact));
  }

  private static double change(double difference, double scale) {
    return difference == 0 ? 0 : difference / scale / EPSILON;
  }

  private static Subject perturbed(Subject subject, Seed seed, Pattern pattern) {
    Map<String, Tensor> moved = new LinkedHashMap<>(subject.parameters().asMap());
    for (ParameterSpec spec : subject.network().parameters()) {
      if (!spec.kind().trainable()) continue;
      double size = EPSILON * (Math.sqrt(spec.fanIn()) + 2);
      int period =
          switch (pattern) {
            case WEIGHT -> spec.shape().size();
            case COLUMN -> spec.shape().size() / spec.shape().dim(0);
            case ARRAY -> 1;
          };
      Tensor t = moved.get(spec.name());
      moved.put(spec.name(), jittered(t, size, period, seed.stream(spec.name())));
    }
    Tensor x = subject.inputs();
    Tensor inputs = jittered(x, EPSILON, x.size(), seed.stream("inputs"));
    return subject.withParameters(Parameters.of(moved)).withInputs(inputs);
  }

  /** Every value times 1 ± {@code size}, the signs drawn for {@code period} values and repeated. */
  private static Tensor jittered(Tensor t, double size, int period, UniformRandomProvider random) {
    double[] factors = new double[period];
    for (int i = 0; i < period; i++) factors[i] = 1 + (random.nextBoolean() ? size : -size);
    double[] values = t.data().clone();
    for (int i = 0; i < values.length; i++) values[i] *= factors[i % period];
    return Tensor.of(t.shape(), values);
  }
}
