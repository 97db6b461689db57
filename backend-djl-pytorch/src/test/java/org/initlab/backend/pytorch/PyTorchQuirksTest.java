package org.initlab.backend.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.djl.DjlBackend;
import org.initlab.backend.djl.DjlEngineSuite;
import org.initlab.backend.djl.Recording;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.UnavailableException;
import org.junit.jupiter.api.Test;

/** That PyTorch's habits do not reach through the contract. */
class PyTorchQuirksTest extends DjlEngineSuite {
  private static final Backend BACKEND = new DjlBackend(new PyTorchProvider());

  @Override
  protected Backend backend() {
    return BACKEND;
  }

  @Override
  protected String engine() {
    return "PyTorch";
  }

  /** Exact: at most 24 products of values below 1, each with some roundings of 2⁻⁵³. */
  @Override
  protected double hvTolerance() {
    return 24 * 0x1p-50;
  }

  @Test
  void aCallRunsWithItsThreadsAndLeavesRecordingAsItFoundIt() {
    for (boolean recording : new boolean[] {true, false}) {
      JniUtils.setGradMode(recording);
      for (int threads : new int[] {2, 1}) {
        try (Model model = BACKEND.compile(network, parameters, FLOAT64.withThreads(threads))) {
          List<Integer> seen = new ArrayList<>();
          model.forward(inputs, Mode.TRAIN, Recording.of(p -> seen.add(JniUtils.getNumThreads())));
          assertThat(seen).containsOnly(threads);
        }
      }
      assertThat(JniUtils.isGradMode()).isEqualTo(recording);
    }
  }

  @Test
  void aGpuThatIsNotThereIsAClearError() {
    Device beyond = Device.gpu(BACKEND.devices().size() - 1);
    CompileOptions options = new CompileOptions(Precision.FLOAT32, beyond, 1);
    assertThatThrownBy(() -> BACKEND.compile(network, parameters, options))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("device " + beyond + " is not available on backend 'pytorch': ")
        .hasMessageContaining("CUDA device")
        .hasMessageContaining("; available: cpu");
  }
}
