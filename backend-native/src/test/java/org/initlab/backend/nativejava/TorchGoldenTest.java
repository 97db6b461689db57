package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
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
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A network with weight-normalized convolutions, batch normalization and a residual block gives
 * what PyTorch 2 gives in float64: output, loss, gradients, Hessian-vector product and three
 * optimizer steps. The values are written by {@code src/test/python/torch_golden.py}, which says
 * how an array becomes two numbers. Sums of at most 144 terms of order 1, through 6 layers and 3
 * steps, err by less than 1e4·u ≈ 1e-12; tolerance 1e-10 of the larger of 1 and the value.
 */
class TorchGoldenTest {
  private static final double TOLERANCE = 1e-10;
  private static final Network NETWORK = network();
  private static final Objective OBJECTIVE = new Objective.CrossEntropy(new int[] {2, 0, 1});
  private static final Map<String, double[]> GOLDEN = golden();

  static List<Backend> backends() {
    return List.of(NativeBackend.scalar(), new NativeBackend());
  }

  @ParameterizedTest
  @EnumSource
  void outputsAndGradients(Mode mode) {
    String prefix = mode == Mode.TRAIN ? "train " : "eval ";
    for (Backend backend : backends()) {
      try (Model model = compile(backend)) {
        assertGolden(prefix + "output", model.forward(input(), mode, Probe.NONE).data());
        Gradients gradients = model.gradients(input(), OBJECTIVE, mode, GradientRequest.PARAMETERS);
        assertGolden(prefix + "loss", gradients.loss());
        assertGolden(prefix + "gradient ", gradients.parameters().orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hessianVectorProducts(Mode mode) {
    String prefix = mode == Mode.TRAIN ? "train " : "eval ";
    for (Backend backend : backends()) {
      try (Model model = compile(backend)) {
        Parameters product = model.hessianVectorProduct(input(), OBJECTIVE, mode, direction());
        assertGolden(prefix + "hessian ", product);
      }
    }
  }

  @Test
  void sgdWithMomentumAndWeightDecay() {
    assertSteps("sgd", new UpdateRule.Sgd(0.1, 0.9, 0.01));
  }

  @Test
  void adam() {
    assertSteps("adam", new UpdateRule.Adam(0.01, 0.8, 0.95, 1e-6, 0.02, false));
  }

  @Test
  void adamWithDecoupledWeightDecay() {
    assertSteps("adamw", new UpdateRule.Adam(0.01, 0.8, 0.95, 1e-6, 0.02, true));
  }

  private static void assertSteps(String prefix, UpdateRule rule) {
    for (Backend backend : backends()) {
      try (Model model = compile(backend)) {
        for (int step = 0; step < 3; step++) {
          assertGolden(prefix + " loss " + step, model.step(input(), OBJECTIVE, rule));
        }
        assertGolden(prefix + " ", model.parameters());
      }
    }
  }

  private static Model compile(Backend backend) {
    return backend.compile(NETWORK, parameters(), CompileOptions.cpu(Precision.FLOAT64));
  }

  private static Network network() {
    Conv2d conv2 = new Conv2d("conv2", 4, 3, 1, 1, false, true, Role.BRANCH_OUTPUT);
    Residual residual =
        new Residual(
            "res",
            List.of(Zoo.conv("conv1", 4, 3, 2, 1, true), Zoo.act("tanh", Nonlinearity.TANH), conv2),
            List.of(Zoo.conv("proj", 4, 1, 2, 0, true)),
            0.5,
            0,
            1);
    return Zoo.of(
        Shape.of(2, 5, 4),
        Zoo.conv("conv0", 3, 3, 1, 1, true),
        BatchNorm.of("bn0"),
        Zoo.act("relu", Nonlinearity.RELU),
        residual,
        BatchNorm.of("bn1"),
        Zoo.act("gelu", Nonlinearity.GELU),
        new GlobalAveragePool("pool"),
        Zoo.dense("out", 3, false));
  }

  private static Tensor formula(int j, Shape shape, double shift) {
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) values[i] = Math.sin(1.3 * i + j) / 2 + shift;
    return Tensor.of(shape, values);
  }

  private static Tensor input() {
    return formula(0, NETWORK.input().batched(3), 0);
  }

  private static Parameters parameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : NETWORK.parameters()) {
      double shift =
          switch (spec.kind()) {
            case WEIGHT_G, RUNNING_VAR, NORM_WEIGHT -> 1.5;
            default -> 0;
          };
      tensors.put(spec.name(), formula(tensors.size() + 1, spec.shape(), shift));
    }
    return Parameters.of(tensors);
  }

  private static Parameters direction() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : NETWORK.parameters()) {
      if (!spec.kind().trainable()) continue;
      tensors.put(spec.name(), formula(100 + tensors.size(), spec.shape(), 0));
    }
    return Parameters.of(tensors);
  }

  private static void assertGolden(String prefix, Parameters parameters) {
    parameters.asMap().forEach((name, tensor) -> assertGolden(prefix + name, tensor.data()));
  }

  private static void assertGolden(String what, double... values) {
    double projection = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      projection += values[i] * Math.cos(i);
      squares += values[i] * values[i];
    }
    double[] golden = GOLDEN.get(what);
    assertThat(golden).as(what).isNotNull();
    assertThat(projection).as(what).isCloseTo(golden[0], near(golden[0]));
    assertThat(squares).as(what).isCloseTo(golden[1], near(golden[1]));
  }

  private static Offset<Double> near(double value) {
    return within(TOLERANCE * Math.max(1, Math.abs(value)));
  }

  private static Map<String, double[]> golden() {
    Map<String, double[]> values = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TorchGoldenTest.class.getResourceAsStream("torch-golden.csv"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        values.put(
            cells[0], new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])});
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }
}
