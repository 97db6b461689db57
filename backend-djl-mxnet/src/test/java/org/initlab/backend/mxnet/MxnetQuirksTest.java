package org.initlab.backend.mxnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.initlab.backend.djl.DjlBackend;
import org.initlab.backend.djl.DjlEngineSuite;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That MXNet's habits do not reach through the contract. */
class MxnetQuirksTest extends DjlEngineSuite {
  private static final Backend BACKEND = new DjlBackend(new MxnetProvider());

  @Override
  protected Backend backend() {
    return BACKEND;
  }

  @Override
  protected String engine() {
    return "MXNet";
  }

  /** Differenced with a step of about 2⁻¹⁸: 24 terms below 1, each rounded to 2⁻⁵³/2⁻¹⁸. */
  @Override
  protected double hvTolerance() {
    return 24 * 0x1p-35;
  }

  /** MXNet's own derivative of erf, and so that of GELU, is float32's even for float64. */
  @ParameterizedTest
  @EnumSource(
      value = Nonlinearity.class,
      names = {"ERF", "GELU", "TANH", "SIGMOID", "SILU"})
  void derivativesAreFloat64s(Nonlinearity function) {
    double[] xs = new double[161];
    for (int i = 0; i < xs.length; i++) xs[i] = (i - 80) / 20.0;
    Network network =
        new Network("phi", Shape.of(xs.length), List.of(Activation.of("phi", function)));
    Shape batch = Shape.of(1, xs.length);
    try (Model model =
        BACKEND.compile(network, Parameters.of(Map.of()), CompileOptions.cpu(Precision.FLOAT64))) {
      double[] derivative =
          model
              .gradients(
                  Tensor.of(batch, xs),
                  new Objective.Cotangent(Tensor.filled(batch, 1)),
                  Mode.EVAL,
                  new GradientRequest(false, true, Probe.NONE))
              .input()
              .orElseThrow()
              .data();
      for (int i = 0; i < xs.length; i++) {
        // sums of at most 4 terms below 4, each with some roundings of 2⁻⁵³
        assertThat(derivative[i]).isCloseTo(function.derivative(xs[i], 0), within(0x1p-47));
      }
    }
  }

  @Test
  void itHasNoGpu() {
    CompileOptions options = new CompileOptions(Precision.FLOAT32, Device.gpu(0), 1);
    assertThatThrownBy(() -> BACKEND.compile(network, parameters, options))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "device gpu:0 is not available on backend 'mxnet': MXNet runs on the CPU only here;"
                + " available: cpu");
  }
}
