package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients and Hessian-vector products of every layer equal central differences. With step h the
 * error of a central difference is about h²·f‴/6 + u·f/h: at h = 2e-6, with values f near 10 and
 * third derivatives up to 1e5 (batch normalization of a feature that hardly varies), 1e-7 + 1e-9.
 * The tolerance is 1e-6 of the largest entry; a wrong factor or sign is off by order 1.
 */
class GradientDifferenceTest {
  private static final double STEP = 2e-6;
  private static final double TOLERANCE = 1e-6;
  private static final int BATCH = 6;

  static List<Network> networks() {
    return Zoo.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parameterGradientsInTraining(Network network) {
    checkParameters(network, Mode.TRAIN);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parameterGradientsInEvaluation(Network network) {
    checkParameters(network, Mode.EVAL);
  }

  private void checkParameters(Network network, Mode mode) {
    Samples samples = new Samples(11);
    Parameters parameters = samples.parameters(network);
    Tensor inputs = samples.batch(network, BATCH);
    Objective objective =
        new Objective.MeanSquaredError(samples.tensor(network.output().batched(BATCH)));
    Parameters gradient;
    try (Model model = compile(network, parameters)) {
      gradient =
          model
              .gradients(inputs, objective, mode, GradientRequest.PARAMETERS)
              .parameters()
              .orElseThrow();
    }
    for (String name : gradient.names()) {
      double[] analytic = gradient.get(name).data();
      double[] numeric = new double[analytic.length];
      for (int i = 0; i < numeric.length; i++) {
        double up = loss(network, nudged(parameters, name, i, STEP), inputs, objective, mode);
        double down = loss(network, nudged(parameters, name, i, -STEP), inputs, objective, mode);
        numeric[i] = (up - down) / (2 * STEP);
      }
      assertClose(name, analytic, numeric);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void inputGradients(Network network) {
    Samples samples = new Samples(12);
    Parameters parameters = samples.parameters(network);
    Tensor inputs = samples.batch(network, BATCH);
    Objective objective = new Objective.Cotangent(samples.tensor(network.output().batched(BATCH)));
    try (Model model = compile(network, parameters)) {
      GradientRequest request = new GradientRequest(false, true, Probe.NONE);
      Gradients gradients = model.gradients(inputs, objective, Mode.TRAIN, request);
      double[] numeric = new double[inputs.size()];
      for (int i = 0; i < numeric.length; i++) {
        double up = loss(model, nudged(inputs, i, STEP), objective, Mode.TRAIN);
        double down = loss(model, nudged(inputs, i, -STEP), objective, Mode.TRAIN);
        numeric[i] = (up - down) / (2 * STEP);
      }
      assertThat(gradients.parameters()).isEmpty();
      assertClose("input", gradients.input().orElseThrow().data(), numeric);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void hessianVectorProductsInTraining(Network network) {
    checkHessian(network, Mode.TRAIN);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void hessianVectorProductsInEvaluation(Network network) {
    checkHessian(network, Mode.EVAL);
  }

  private void checkHessian(Network network, Mode mode) {
    Samples samples = new Samples(13);
    Parameters parameters = samples.parameters(network);
    Tensor inputs = samples.batch(network, BATCH);
    Objective objective =
        network.output().rank() == 1 && network.output().dim(0) == 3
            ? new Objective.CrossEntropy(samples.labels(BATCH, 3))
            : new Objective.MeanSquaredError(samples.tensor(network.output().batched(BATCH)));
    Parameters direction = samples.direction(network);
    Parameters product;
    try (Model model = compile(network, parameters)) {
      product = model.hessianVectorProduct(inputs, objective, mode, direction);
    }
    Parameters up = gradient(network, along(parameters, direction, STEP), inputs, objective, mode);
    Parameters down =
        gradient(network, along(parameters, direction, -STEP), inputs, objective, mode);
    double[] analytic = flat(product);
    double[] numeric = flat(up);
    double[] lower = flat(down);
    for (int i = 0; i < numeric.length; i++) numeric[i] = (numeric[i] - lower[i]) / (2 * STEP);
    assertClose("H·v", analytic, numeric);
  }

  private static double[] flat(Parameters parameters) {
    return parameters.asMap().values().stream()
        .flatMapToDouble(t -> Arrays.stream(t.data()))
        .toArray();
  }

  private static Parameters gradient(
      Network network, Parameters parameters, Tensor inputs, Objective objective, Mode mode) {
    try (Model model = compile(network, parameters)) {
      return model
          .gradients(inputs, objective, mode, GradientRequest.PARAMETERS)
          .parameters()
          .orElseThrow();
    }
  }

  private static double loss(
      Network network, Parameters parameters, Tensor inputs, Objective objective, Mode mode) {
    try (Model model = compile(network, parameters)) {
      return loss(model, inputs, objective, mode);
    }
  }

  private static double loss(Model model, Tensor inputs, Objective objective, Mode mode) {
    return model.gradients(inputs, objective, mode, GradientRequest.states(Probe.NONE)).loss();
  }

  private static Parameters along(Parameters parameters, Parameters direction, double step) {
    Map<String, Tensor> moved = new LinkedHashMap<>(parameters.asMap());
    for (String name : direction.names()) {
      double[] values = parameters.get(name).data().clone();
      for (int i = 0; i < values.length; i++) values[i] += step * direction.get(name).data()[i];
      moved.put(name, Tensor.of(parameters.get(name).shape(), values));
    }
    return Parameters.of(moved);
  }

  private static Parameters nudged(Parameters parameters, String name, int i, double step) {
    return parameters.with(name, nudged(parameters.get(name), i, step));
  }

  private static Tensor nudged(Tensor tensor, int i, double step) {
    double[] values = tensor.data().clone();
    values[i] += step;
    return Tensor.of(tensor.shape(), values);
  }

  private static Model compile(Network network, Parameters parameters) {
    return new NativeBackend().compile(network, parameters, CompileOptions.cpu(Precision.FLOAT64));
  }

  private static void assertClose(String what, double[] analytic, double[] numeric) {
    double norm = 0;
    double worst = 0;
    for (int i = 0; i < numeric.length; i++) {
      norm = Math.max(norm, Math.abs(numeric[i]));
      worst = Math.max(worst, Math.abs(analytic[i] - numeric[i]));
    }
    assertThat(worst)
        .as("%s, largest value %g", what, norm)
        .isLessThanOrEqualTo(TOLERANCE * Math.max(norm, 1e-3));
  }
}
