package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import org.initlab.core.backend.Mode;

/**
 * What the kernels of one forward pass share.
 *
 * @param parameters by position in the network's list of parameters
 */
record Pass(
    EngineAdapter engine,
    Constants constants,
    NDArray[] parameters,
    Mode mode,
    BatchStatistics statistics) {
  NDArray constant(double value) {
    return constants.of(value);
  }

  NDArray parameter(int index) {
    return parameters[index];
  }
}
