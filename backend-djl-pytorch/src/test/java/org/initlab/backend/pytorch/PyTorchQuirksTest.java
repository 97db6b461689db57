package org.initlab.backend.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** That PyTorch's habits do not reach through the contract. */
class PyTorchQuirksTest {
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);

  private final SplittableRandom random = new SplittableRandom(20190415);
  private final Network network = Models.tanhNetwork(5, 3);
  private final Parameters parameters = Models.parameters(network, 7);
  private final Tensor inputs = Models.uniform(Shape.of(4, 5), random, 1);
  private final Objective objective = new Objective.CrossEntropy(new int[] {0, 4, 2, 1});

  @Test
  void gradientsDoNotAccumulateFromCallToCall() {
    try (Model model = compile()) {
      Gradients first = gradients(model);
      assertThat(gradients(model)).isEqualTo(first);
      assertThat(gradients(model)).isEqualTo(first);
    }
  }

  @Test
  void modelsOnTwoThreadsDoNotSeeEachOther() throws Exception {
    Gradients expected;
    try (Model model = compile()) {
      expected = gradients(model);
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<List<Gradients>> work =
          () -> {
            List<Gradients> seen = new ArrayList<>();
            try (Model model = compile()) {
              for (int i = 0; i < 200; i++) {
                seen.add(gradients(model));
                model.forward(inputs, Mode.EVAL, Probe.NONE);
              }
            }
            return seen;
          };
      for (Future<List<Gradients>> f : threads.invokeAll(List.of(work, work))) {
        assertThat(f.get()).hasSize(200).containsOnly(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aCallRunsWithItsThreadsAndLeavesRecordingAsItFoundIt() {
    for (boolean recording : new boolean[] {true, false}) {
      JniUtils.setGradMode(recording);
      for (int threads : new int[] {2, 1}) {
        try (Model model =
            Models.BACKEND.compile(network, parameters, FLOAT64.withThreads(threads))) {
          List<Integer> seen = new ArrayList<>();
          Probe probe = Recording.of(p -> seen.add(JniUtils.getNumThreads()));
          model.forward(inputs, Mode.TRAIN, probe);
          assertThat(seen).containsOnly(threads);
        }
      }
      assertThat(JniUtils.isGradMode()).isEqualTo(recording);
    }
  }

  /** L = Σ (xWᵀ − t)²/(NK) is quadratic in W, so H·V = 2/(NK)·V·xᵀx whatever W is. */
  @Test
  void hessianVectorProductOfAQuadraticIsItsClosedForm() {
    int n = 6;
    int in = 4;
    int out = 3;
    Network linear =
        new Network(
            "linear", Shape.of(in), List.of(new Dense("fc", out, false, false, Role.CLASSIFIER)));
    Tensor x = Models.uniform(Shape.of(n, in), random, 1);
    Tensor v = Models.uniform(Shape.of(out, in), random, 1);
    Objective mse = new Objective.MeanSquaredError(Models.uniform(Shape.of(n, out), random, 1));
    try (Model model = Models.BACKEND.compile(linear, Models.parameters(linear, 3), FLOAT64)) {
      Tensor hv =
          model
              .hessianVectorProduct(x, mse, Mode.TRAIN, Parameters.of(Map.of("fc.weight", v)))
              .get("fc.weight");
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          double expected = 0;
          for (int s = 0; s < n; s++) {
            double projected = 0;
            for (int j = 0; j < in; j++) projected += v.data()[o * in + j] * x.data()[s * in + j];
            expected += 2.0 / (n * out) * projected * x.data()[s * in + i];
          }
          // at most n·in products of values below 1, each with a relative rounding of 2⁻⁵³
          assertThat(hv.data()[o * in + i]).isCloseTo(expected, within(n * in * 0x1p-50));
        }
      }
    }
  }

  @Test
  void hessianOfALossThatIsLinearInTheParametersIsZero() {
    Network linear =
        new Network(
            "linear", Shape.of(2), List.of(new Dense("fc", 2, true, false, Role.CLASSIFIER)));
    Tensor one = Tensor.filled(Shape.of(1, 2), 1);
    try (Model model = Models.BACKEND.compile(linear, Models.parameters(linear, 3), FLOAT64)) {
      Parameters hv =
          model.hessianVectorProduct(
              one, new Objective.Cotangent(one), Mode.TRAIN, Models.parameters(linear, 4));
      assertThat(hv.get("fc.weight")).isEqualTo(Tensor.zeros(Shape.of(2, 2)));
      assertThat(hv.get("fc.bias")).isEqualTo(Tensor.zeros(Shape.of(2)));
    }
  }

  @Test
  void aGpuThatIsNotThereIsAClearError() {
    Device beyond = Device.gpu(Models.BACKEND.devices().size() - 1);
    CompileOptions options = new CompileOptions(Precision.FLOAT32, beyond, 1);
    assertThatThrownBy(() -> Models.BACKEND.compile(network, parameters, options))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("device " + beyond + " is not available on backend 'pytorch': ")
        .hasMessageContaining("CUDA device")
        .hasMessageContaining("; available: cpu");
  }

  private Model compile() {
    return Models.BACKEND.compile(network, parameters, FLOAT64);
  }

  private Gradients gradients(Model model) {
    return model.gradients(
        inputs, objective, Mode.TRAIN, new GradientRequest(true, true, Probe.NONE));
  }
}
