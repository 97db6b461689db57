package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Closed forms, and what the contract suite leaves to this backend. */
class NativeModelTest {
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);

  @Test
  void hessianOfLeastSquaresIsTheGramMatrix() {
    // L = (1/N) Σ (w·x_n − t_n)²: H = (2/N) Σ x_n x_nᵀ, exact in small integers.
    Network network = Zoo.of(Shape.of(2), new Dense("fc", 1, false, false, Role.CLASSIFIER));
    Parameters w =
        Parameters.of(Map.of("fc.weight", Tensor.of(Shape.of(1, 2), new double[] {3, -1})));
    Parameters v =
        Parameters.of(Map.of("fc.weight", Tensor.of(Shape.of(1, 2), new double[] {1, 2})));
    Tensor x = Tensor.of(Shape.of(2, 2), new double[] {1, 2, 3, 4});
    Objective objective =
        new Objective.MeanSquaredError(Tensor.of(Shape.of(2, 1), new double[] {5, 6}));
    try (Model model = new NativeBackend().compile(network, w, FLOAT64)) {
      // Gram matrix [[10, 14], [14, 20]], times (1, 2): (38, 54).
      assertThat(model.hessianVectorProduct(x, objective, Mode.TRAIN, v).get("fc.weight").data())
          .containsExactly(38, 54);
    }
  }

  @Test
  void networkWithoutParametersHasNoneToGiveAndStillGivesInputGradients() {
    Network network = Zoo.of(Shape.of(3), Activation.of("relu", Nonlinearity.RELU));
    Tensor x = Tensor.of(Shape.of(1, 3), new double[] {-1, 0, 2});
    Objective objective =
        new Objective.Cotangent(Tensor.of(Shape.of(1, 3), new double[] {5, 6, 7}));
    try (Model model = new NativeBackend().compile(network, Parameters.of(Map.of()), FLOAT64)) {
      GradientRequest request = new GradientRequest(true, true, Probe.NONE);
      Gradients gradients = model.gradients(x, objective, Mode.TRAIN, request);
      assertThat(gradients.parameters().orElseThrow().names()).isEmpty();
      assertThat(gradients.input().orElseThrow().data()).containsExactly(0, 0, 7);
      assertThat(gradients.loss()).isEqualTo(14);
      Parameters none = Parameters.of(Map.of());
      assertThat(model.hessianVectorProduct(x, objective, Mode.TRAIN, none).names()).isEmpty();
    }
  }

  @Test
  void gradientsShowTheStatesOfTheForwardPass() {
    Network network = Zoo.mlp(Nonlinearity.RELU, true);
    Parameters parameters = new Samples(3).parameters(network);
    Tensor x = new Samples(4).batch(network, 5);
    Objective objective = new Objective.Cotangent(Tensor.filled(network.output().batched(5), 1));
    try (Model model = new NativeBackend().compile(network, parameters, FLOAT64)) {
      StateList apart = new StateList();
      StateList together = new StateList();
      StateList gradientsApart = new StateList();
      StateList gradientsTogether = new StateList();
      model.forward(x, Mode.EVAL, apart);
      model.gradients(x, objective, Mode.EVAL, GradientRequest.states(gradientsApart));
      model.gradients(x, objective, Mode.EVAL, GradientRequest.states(gradientsTogether), together);
      assertThat(together.states).hasSize(network.probePoints().size()).isEqualTo(apart.states);
      assertThat(gradientsTogether.states).isEqualTo(gradientsApart.states);
    }
  }

  private static final class StateList implements Probe {
    private final List<Tensor> states = new ArrayList<>();

    @Override
    public boolean wants(ProbePoint point) {
      return true;
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      states.add(state);
    }
  }

  @Test
  void updatesLeaveBorrowedWeightsAlone() {
    Network network = Zoo.mlp(Nonlinearity.RELU, true);
    Parameters parameters = new Samples(5).parameters(network);
    Parameters before = parameters.map(t -> Tensor.of(t.shape(), t.data().clone()));
    Tensor x = new Samples(6).batch(network, 5);
    Objective objective = new Objective.Cotangent(Tensor.filled(network.output().batched(5), 1));
    try (Model model =
        new NativeBackend().compile(network, parameters, FLOAT64.borrowingParameters())) {
      model.step(x, objective, UpdateRule.Sgd.of(0.1));
      assertThat(model.parameters()).isNotEqualTo(before);
      assertThat(parameters).isEqualTo(before);
    }
  }

  @Test
  void theGpuIsRefusedInOneLine() {
    Network network = Zoo.mlp(Nonlinearity.RELU, false);
    Parameters parameters = new Samples(1).parameters(network);
    CompileOptions options = new CompileOptions(Precision.FLOAT32, Device.gpu(1), 1);
    assertThatThrownBy(() -> new NativeBackend().compile(network, parameters, options))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("'native'")
        .hasMessageContaining("gpu:1")
        .hasMessageContaining("it has cpu")
        .hasMessageNotContaining("\n");
  }

  @Test
  void batchesOfChangingSizeShareBuffersWithoutMixing() {
    Network network = Zoo.residual(Nonlinearity.RELU, true);
    Samples samples = new Samples(5);
    Parameters parameters = samples.parameters(network);
    List<Tensor> batches =
        List.of(samples.batch(network, 3), samples.batch(network, 7), samples.batch(network, 1));
    try (Model reused = new NativeBackend().compile(network, parameters, FLOAT64)) {
      for (Tensor batch : batches) {
        try (Model fresh = new NativeBackend().compile(network, parameters, FLOAT64)) {
          assertThat(reused.forward(batch, Mode.EVAL, Probe.NONE))
              .isEqualTo(fresh.forward(batch, Mode.EVAL, Probe.NONE));
        }
      }
    }
  }
}
