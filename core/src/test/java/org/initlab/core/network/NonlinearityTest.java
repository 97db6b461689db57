package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values and derivatives; the smooth functions against mpmath with 30 digits. */
class NonlinearityTest {
  @ParameterizedTest
  @CsvSource({
    "TANH, -3.5, -0.99817789761119871, 0.0036408847204873061",
    "TANH, -0.75, -0.63514895238728732, 0.59658580828133143",
    "TANH, 0, 0.0, 1.0",
    "TANH, 0.125, 0.12435300177159621, 0.98453633095039339",
    "TANH, 2, 0.96402758007581688, 0.070650824853164466",
    "TANH, 6, 0.99998771165079557, 2.4576547405332701e-5",
    "ERF, -3.5, -0.99999925690162766, 5.3994267773847825e-6",
    "ERF, -0.75, -0.71115563365351513, 0.64293106919520733",
    "ERF, 0, 0.0, 1.1283791670955126",
    "ERF, 0.125, 0.14031620480133382, 1.1108852695966625",
    "ERF, 2, 0.99532226501895273, 0.020666985354092054",
    "ERF, 6, 0.99999999999999998, 2.6173012392492648e-16",
    "SIGMOID, -3.5, 0.029312230751356319, 0.02845302387973556",
    "SIGMOID, -0.75, 0.32082130082460703, 0.21789499376181403",
    "SIGMOID, 0, 0.5, 0.25",
    "SIGMOID, 0.125, 0.53120937337375626, 0.24902597501361747",
    "SIGMOID, 2, 0.88079707797788244, 0.10499358540350652",
    "SIGMOID, 6, 0.99752737684336523, 0.0024665092913600478",
    "GELU, -3.5, -0.00081420177662433763, -0.0028217603536246352",
    "GELU, -0.75, -0.16997051428265115, 0.00077427826076489563",
    "GELU, 0, 0.0, 0.5",
    "GELU, 0.125, 0.068717278103764112, 0.59921793569820658",
    "GELU, 2, 1.9544997361036416, 1.0852318010781969",
    "GELU, 6, 5.9999999940804741, 1.0000000354687095",
    "SILU, -3.5, -0.10259280762974712, -0.070273352827718141",
    "SILU, -0.75, -0.24061597561845527, 0.1574000555032465",
    "SILU, 0, 0.0, 0.5",
    "SILU, 0.125, 0.066401171671719532, 0.56233762025045844",
    "SILU, 2, 1.7615941559557649, 1.0907842487848955",
    "SILU, 6, 5.9851642610601914, 1.0123264325915255"
  })
  void smoothFunctions(Nonlinearity f, double x, double value, double derivative) {
    // 1 + erf and 1 − tanh² cancel, so errors are absolute: a few roundings of numbers up to |x|+1
    double tolerance = 4 * 0x1p-53 * (Math.abs(x) + 1);
    assertThat(f.value(x, 0)).isCloseTo(value, within(tolerance));
    assertThat(f.derivative(x, 0)).isCloseTo(derivative, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, -3, -3, 1",
    "RELU, -2, 0, 0",
    "RELU, 0, 0, 0",
    "RELU, 2, 2, 1",
    "CRELU, -2, 0, 0",
    "CRELU, 0, 0, 0",
    "CRELU, 2, 2, 1",
    "LEAKY_RELU, -2, -0.5, 0.25",
    "LEAKY_RELU, 0, 0, 0.25",
    "LEAKY_RELU, 2, 2, 1",
    "HARD_TANH, -2, -1, 0",
    "HARD_TANH, -1, -1, 0",
    "HARD_TANH, -0.5, -0.5, 1",
    "HARD_TANH, 0.5, 0.5, 1",
    "HARD_TANH, 1, 1, 0",
    "HARD_TANH, 2, 1, 0"
  })
  void piecewiseLinearFunctionsAndTheirKinksAsInPyTorch(
      Nonlinearity f, double x, double value, double derivative) {
    assertThat(f.value(x, 0.25)).isEqualTo(value);
    assertThat(f.derivative(x, 0.25)).isEqualTo(derivative);
  }

  @ParameterizedTest
  @EnumSource
  void nanStaysNan(Nonlinearity f) {
    assertThat(f.value(Double.NaN, 0.25)).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void theDerivativeIsThatOfTheValue(Nonlinearity f) {
    double h = 1e-5;
    for (double x : new double[] {-1.7, -0.3, 0.4, 1.9}) {
      double difference = (f.value(x + h, 0.25) - f.value(x - h, 0.25)) / (2 * h);
      // central difference: h²·f'''/6 ≤ 1e-10 and rounding u/h ≈ 1e-11
      assertThat(f.derivative(x, 0.25)).isCloseTo(difference, within(2e-10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesAreReadBack(Nonlinearity f) {
    assertThat(Nonlinearity.named(f.id())).isEqualTo(f);
    assertThat(Nonlinearity.ids()).contains(f.id());
  }

  @Test
  void idsAreInSnakeCase() {
    assertThat(Nonlinearity.LEAKY_RELU.id()).isEqualTo("leaky_relu");
    assertThatThrownBy(() -> Nonlinearity.named("Relu"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("activation 'Relu' is unknown; did you mean 'relu'?");
  }
}
