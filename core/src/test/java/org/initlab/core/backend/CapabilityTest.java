package org.initlab.core.backend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class CapabilityTest {
  @Test
  void whatIsNotDeclaredIsNamedWithTheBackendAndWhatIs() {
    Capability.GPU.require("mxnet", Set.of(Capability.GPU));
    assertThatThrownBy(
            () -> Capability.GPU.require("mxnet", Set.of(Capability.FLOAT64, Capability.FLOAT32)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("backend 'mxnet' does not have the capability GPU; it has [FLOAT32, FLOAT64]");
  }

  @Test
  void batchNormalizationOfOneValuePerFeatureIsRejectedByName() {
    Network flat = new Network("flat", Shape.of(3), List.of(BatchNorm.of("bn")));
    Network image = new Network("image", Shape.of(3, 2, 1), List.of(BatchNorm.of("bn")));
    ModelInputs.requireVariance(flat, 2);
    ModelInputs.requireVariance(image, 1);
    assertThatThrownBy(() -> ModelInputs.requireVariance(flat, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 'bn': batch normalization trains on two values per feature at least, a batch"
                + " of 1 has one");
  }
}
