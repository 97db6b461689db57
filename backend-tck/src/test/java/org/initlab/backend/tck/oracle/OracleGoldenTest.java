package org.initlab.backend.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
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

/**
 * The oracle against PyTorch 2.15 in float64: one network with a layer of every kind, filled with
 * sines. Two evaluations of some hundred operations in float64 differ by 1e-13 at most.
 */
class OracleGoldenTest {
  private static final double CLOSE = 1e-13;

  private static final Network NETWORK =
      new Network(
          "golden",
          Shape.of(2, 3, 3),
          List.of(
              new Conv2d("conv", 3, 2, 2, 1, true, true, Role.HIDDEN),
              BatchNorm.of("bn"),
              new Residual(
                  "block",
                  List.of(
                      new Conv2d("a", 2, 1, 1, 0, false, false, Role.HIDDEN),
                      Activation.of("crelu", Nonlinearity.CRELU),
                      new Conv2d("b", 3, 1, 1, 0, true, false, Role.BRANCH_OUTPUT)),
                  List.of(),
                  0.5,
                  0,
                  1),
              Activation.of("gelu", Nonlinearity.GELU),
              new GlobalAveragePool("pool"),
              new Dense("fc", 4, true, false, Role.CLASSIFIER)));

  private static final Tensor INPUTS = ramp(Shape.of(2, 2, 3, 3), 0.7, 0, 1);
  private static final Objective LABELS = new Objective.CrossEntropy(new int[] {2, 0});

  @Test
  void outputMatchesPyTorch() {
    List<Tensor> states = new Oracle(NETWORK, parameters()).forward(INPUTS, Mode.TRAIN);
    assertThat(states.get(states.size() - 1).data())
        .containsExactly(
            new double[] {
              1.1918536204302814, 0.43048588678797306, 0.552676379221378, 1.8459231588832652,
              1.1932644398278072, 0.4221316107786676, 0.5635863410781699, 1.8381875602725848
            },
            within(CLOSE));
  }

  @Test
  void objectiveAndGradientsMatchPyTorch() {
    Oracle.Differential d = new Oracle(NETWORK, parameters()).gradients(INPUTS, LABELS, Mode.TRAIN);
    assertThat(d.loss()).isCloseTo(1.6830211110380924, within(CLOSE));
    double[] dx = d.input().data();
    assertThat(new double[] {dx[0], dx[7], dx[20], dx[35]})
        .containsExactly(
            new double[] {
              0.09347146418352958, -0.016307879999350045, -0.0758148802644831, 0.052369187075008226
            },
            within(CLOSE));
    // Σ_k sin(k+1) ∂L/∂θ_k takes every element in.
    Map<String, Double> projections =
        Map.of(
            "conv.weight_g", -6.812876859351285e-07,
            "conv.weight_v", 0.013716336817932218,
            "conv.bias", 0.0,
            "bn.weight", 0.16511493245192302,
            "bn.bias", 0.2945939178012859,
            "a.weight", -0.023295076952306024,
            "b.weight", 0.10166025686650967,
            "b.bias", 0.10914276400170927,
            "fc.weight", -0.8851245444005519,
            "fc.bias", -0.5194463723215552);
    assertThat(d.parameters().names()).containsExactlyInAnyOrderElementsOf(projections.keySet());
    projections.forEach(
        (name, expected) -> {
          double[] g = d.parameters().get(name).data();
          double projection = 0;
          for (int k = 0; k < g.length; k++) projection += Math.sin(k + 1) * g[k];
          assertThat(projection)
              .as("projection of ∂L/∂%s", name)
              .isCloseTo(expected, within(CLOSE));
        });
  }

  @Test
  void runningStatisticsMatchPyTorch() {
    Parameters moved = new Oracle(NETWORK, parameters()).withMovedStatistics(INPUTS);
    assertThat(moved.get("bn.running_mean").data())
        .containsExactly(
            new double[] {0.010288930602899739, -0.002325721960973834, 0.01705455659643001},
            within(CLOSE));
    assertThat(moved.get("bn.running_var").data())
        .containsExactly(
            new double[] {1.0741215049673127, 1.0173539394068933, 0.9100725660006236},
            within(CLOSE));
  }

  private static Parameters parameters() {
    Map<String, Tensor> p = new LinkedHashMap<>();
    for (ParameterSpec s : NETWORK.parameters()) {
      p.put(
          s.name(),
          switch (s.name()) {
            case "conv.weight_g" -> ramp(s.shape(), 1.1, 1, 0.3);
            case "conv.weight_v" -> ramp(s.shape(), 0.3, 0, 1);
            case "conv.bias" -> ramp(s.shape(), 0.9, 0, 0.1);
            case "bn.weight" -> ramp(s.shape(), 1.3, 1, 0.2);
            case "bn.bias" -> ramp(s.shape(), 1.7, 0, 0.2);
            case "bn.running_mean" -> Tensor.zeros(s.shape());
            case "bn.running_var" -> Tensor.filled(s.shape(), 1);
            case "a.weight" -> ramp(s.shape(), 0.5, 0, 1);
            case "b.weight" -> ramp(s.shape(), 0.6, 0, 1);
            case "b.bias" -> ramp(s.shape(), 0.2, 0, 0.1);
            case "fc.weight" -> ramp(s.shape(), 0.8, 0, 1);
            case "fc.bias" -> ramp(s.shape(), 0.4, 0, 1);
            default -> throw new IllegalArgumentException(s.name());
          });
    }
    return Parameters.of(p);
  }

  /** offset + scale · sin(frequency · (k+1)). */
  private static Tensor ramp(Shape shape, double frequency, double offset, double scale) {
    double[] data = new double[shape.size()];
    for (int k = 0; k < data.length; k++) data[k] = offset + scale * Math.sin(frequency * (k + 1));
    return Tensor.of(shape, data);
  }
}
