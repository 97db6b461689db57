package org.initlab.backend.tck.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** ∂L/∂θ of every trainable parameter while a backward pass adds to it. */
public final class ParameterGradients {
  private final Map<String, Tensor> sums = new LinkedHashMap<>();

  /** Zero for every trainable parameter of {@code network}. */
  public ParameterGradients(Network network) {
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind().trainable()) sums.put(spec.name(), Tensor.zeros(spec.shape()));
    }
  }

  /** The sum so far for one parameter, to be added to. */
  public double[] of(String parameter) {
    return sums.get(parameter).data();
  }

  Parameters toParameters() {
    return Parameters.of(sums);
  }
}
