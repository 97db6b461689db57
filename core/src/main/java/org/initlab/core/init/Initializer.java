package org.initlab.core.init;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/**
 * Draws one parameter array: a pure function of the array's place in the network and a generator.
 */
@FunctionalInterface
public interface Initializer {
  /** An array of {@code spec.shape()}. */
  Tensor draw(ParameterSpec spec, UniformRandomProvider random);
}
