package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;

/**
 * What the kernels of one forward pass share.
 *
 * @param parameters by position in the network's list of parameters
 * @param kinks what piecewise linear activations are replaced by; null to leave them
 */
record Pass(
    EngineAdapter engine,
    Constants constants,
    NDArray[] parameters,
    Mode mode,
    BatchStatistics statistics,
    Kinks kinks) {
  NDArray constant(double value) {
    return constants.of(value);
  }

  NDArray activation(Activation layer, NDArray x) {
    return kinks != null && Kinks.in(layer)
        ? kinks.apply(layer, x, constants)
        : engine.activation(layer.function(), layer.slope(), x, constants);
  }

  NDArray parameter(int index) {
    return parameters[index];
  }
}
