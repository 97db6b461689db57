package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number is the same bits for 1, 2, 3 and 5 threads. The networks are large enough that their
 * layers really are split (a fork is worth {@code ThreadPartition.WORTH_A_FORK} operations), and of
 * odd sizes, so that shares differ in length.
 */
class ThreadInvarianceTest {
  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Backend backend : List.of(NativeBackend.scalar(), new NativeBackend())) {
      for (Precision precision : Precision.values()) {
        for (Network network : List.of(wideDense(), convolutional())) {
          cases.add(Arguments.of(backend, precision, network));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "[{index}] {1} {2}")
  @MethodSource("cases")
  void sameBitsForEveryNumberOfThreads(Backend backend, Precision precision, Network network) {
    List<Tensor> one = everything(backend, precision, network, 1);
    for (int threads : new int[] {2, 3, 5}) {
      assertThat(everything(backend, precision, network, threads).equals(one))
          .as("%d threads against one", threads)
          .isTrue();
    }
  }

  private static List<Tensor> everything(
      Backend backend, Precision precision, Network network, int threads) {
    Samples samples = new Samples(21);
    Parameters parameters = samples.parameters(network);
    Tensor inputs = samples.batch(network, 33);
    Objective objective =
        new Objective.MeanSquaredError(samples.tensor(network.output().batched(33)));
    Parameters direction = samples.direction(network);
    List<Tensor> numbers = new ArrayList<>();
    Probe all =
        new Probe() {
          @Override
          public boolean wants(ProbePoint point) {
            return true;
          }

          @Override
          public void accept(ProbePoint point, Tensor state) {
            numbers.add(state);
          }
        };
    CompileOptions options = CompileOptions.cpu(precision).withThreads(threads);
    try (Model model = backend.compile(network, parameters, options)) {
      numbers.add(model.forward(inputs, Mode.EVAL, all));
      Gradients gradients =
          model.gradients(inputs, objective, Mode.TRAIN, new GradientRequest(true, true, all));
      numbers.addAll(gradients.parameters().orElseThrow().asMap().values());
      numbers.add(gradients.input().orElseThrow());
      numbers.addAll(
          model.hessianVectorProduct(inputs, objective, Mode.TRAIN, direction).asMap().values());
      model.step(inputs, objective, UpdateRule.Adam.of(0.01));
      for (ParameterSpec spec : network.parameters()) {
        numbers.add(model.parameters().get(spec.name()));
      }
    }
    return numbers;
  }

  private static Network wideDense() {
    return new Network(
        "dense",
        Shape.of(61),
        List.of(
            Zoo.dense("fc1", 203, false),
            Zoo.act("tanh", Nonlinearity.TANH),
            BatchNorm.of("bn"),
            Zoo.dense("fc2", 157, true),
            Zoo.act("crelu", Nonlinearity.CRELU),
            Zoo.dense("fc3", 10, false)));
  }

  private static Network convolutional() {
    return new Network(
        "conv",
        Shape.of(3, 17, 13),
        List.of(
            Zoo.conv("conv1", 11, 3, 1, 1, true),
            BatchNorm.of("bn"),
            Zoo.act("relu", Nonlinearity.RELU),
            Zoo.conv("conv2", 19, 3, 2, 1, false),
            Zoo.act("silu", Nonlinearity.SILU),
            new GlobalAveragePool("pool"),
            new Flatten("flat"),
            Zoo.dense("out", 10, false)));
  }
}
