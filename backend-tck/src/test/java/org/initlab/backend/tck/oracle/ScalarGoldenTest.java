package org.initlab.backend.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The oracle's scalar functions and optimizers against PyTorch 2.15 in float64. */
class ScalarGoldenTest {
  /** A few units in the last place of values up to 3. */
  private static final double CLOSE = 2e-15;

  private static final double[] POINTS = {-6.5, -2, -0.3, 0, 1e-3, 0.7, 3};

  private record Golden(Nonlinearity function, double[] values, double[] derivatives) {}

  private static final Golden[] GOLDEN = {
    new Golden(
        Nonlinearity.TANH,
        new double[] {
          -0.9999954793514042,
          -0.9640275800758169,
          -0.2913126124515909,
          0,
          0.0009999996666668,
          0.6043677771171635,
          0.9950547536867305
        },
        new double[] {
          9.041276755328353e-06,
          0.07065082485316443,
          0.9151369618266292,
          1,
          0.9999990000006667,
          0.6347395899824586,
          0.009866037165440166
        }),
    new Golden(
        Nonlinearity.HARD_TANH,
        new double[] {-1, -1, -0.3, 0, 0.001, 0.7, 1},
        new double[] {0, 0, 1, 1, 1, 1, 0}),
    new Golden(
        Nonlinearity.ERF,
        new double[] {
          -1,
          -0.9953222650189527,
          -0.3286267594591274,
          0,
          0.0011283787909692365,
          0.6778011938374184,
          0.9999779095030014
        },
        new double[] {
          5.052580003062652e-19,
          0.020666985354092053,
          1.031260909618963,
          1.1283791670955126,
          1.1283780387169096,
          0.6912748604105386,
          0.00013925305194674786
        }),
    new Golden(
        Nonlinearity.SIGMOID,
        new double[] {
          0.0015011822567369917,
          0.11920292202211755,
          0.425557483188341,
          0.5,
          0.5002499999791666,
          0.6681877721681662,
          0.9525741268224334
        },
        new double[] {
          0.0014989287085690496,
          0.1049935854035065,
          0.24445831169074586,
          0.25,
          0.24999993750001043,
          0.22171287329310904,
          0.045176659730912
        }),
    new Golden(
        Nonlinearity.GELU,
        new double[] {
          -2.610399119085116e-10,
          -0.04550026389635842,
          -0.1146265733433142,
          0,
          0.000500398942213911,
          0.5306254434438489,
          2.99595030590511
        },
        new double[] {
          -1.6950518131483905e-09,
          -0.08523180107819692,
          0.26767223317289013,
          0.5,
          0.5007978842948414,
          0.9766141011336599,
          1.011945647204184
        }),
    new Golden(
        Nonlinearity.SILU,
        new double[] {
          -0.009757684668790446,
          -0.2384058440442351,
          -0.1276672449565023,
          0,
          0.0005002499999791667,
          0.46773144051771626,
          2.8577223804672998
        },
        new double[] {
          -0.008241854348961832,
          -0.09078424878489547,
          0.3522199896811173,
          0.5,
          0.5004999999166666,
          0.8233867834733425,
          1.0881041060151693
        }),
    new Golden(
        Nonlinearity.LEAKY_RELU,
        new double[] {-1.3, -0.4, -0.06, 0, 0.001, 0.7, 3},
        new double[] {0.2, 0.2, 0.2, 0.2, 1, 1, 1})
  };

  @TestFactory
  Stream<DynamicTest> valuesAndDerivativesMatchPyTorch() {
    return Stream.of(GOLDEN)
        .map(
            g ->
                DynamicTest.dynamicTest(
                    g.function.id(),
                    () -> {
                      for (int k = 0; k < POINTS.length; k++) {
                        assertThat(ScalarFunctions.value(g.function, POINTS[k], 0.2))
                            .isCloseTo(g.values[k], within(CLOSE));
                        assertThat(ScalarFunctions.derivative(g.function, POINTS[k], 0.2))
                            .isCloseTo(g.derivatives[k], within(CLOSE));
                      }
                    }));
  }

  @Test
  void sgdWithMomentumAndDecayMatchesPyTorch() {
    follows(new UpdateRule.Sgd(0.1, 0.9, 0.2), 0.46, 0.4348, 0.333424);
  }

  @Test
  void adamMatchesPyTorch() {
    follows(
        new UpdateRule.Adam(0.1, 0.8, 0.95, 0.01, 0.2, false),
        0.4024390243902439,
        0.3655594990150471,
        0.2926448097001798);
  }

  @Test
  void adamWMatchesPyTorch() {
    follows(
        new UpdateRule.Adam(0.1, 0.8, 0.95, 0.01, 0.2, true),
        0.39322580645161287,
        0.3769339086558877,
        0.30585510917609326);
  }

  /** θ = 0.5 under the gradients 0.3, −0.2 and 0.7. */
  private static void follows(UpdateRule rule, double... expected) {
    OptimizerOracle optimizer = new OptimizerOracle();
    double[] gradients = {0.3, -0.2, 0.7};
    Parameters theta = scalar(0.5);
    for (int step = 0; step < expected.length; step++) {
      theta = optimizer.update(rule, theta, scalar(gradients[step]));
      assertThat(theta.get("theta").data()[0]).isCloseTo(expected[step], within(CLOSE));
    }
  }

  private static Parameters scalar(double value) {
    return Parameters.of(Map.of("theta", Tensor.of(Shape.of(1), new double[] {value})));
  }
}
