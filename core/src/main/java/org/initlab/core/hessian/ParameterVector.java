package org.initlab.core.hessian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** All trainable parameters of a network as one vector: array after array, in its order. */
final class ParameterVector {
  private final List<ParameterSpec> specs;
  private final int size;

  /**
   * @throws InvalidInputException if there are none, or more than 2³¹−1 numbers
   */
  ParameterVector(Network network) {
    specs = network.parameters().stream().filter(s -> s.kind().trainable()).toList();
    long n = specs.stream().mapToLong(s -> s.shape().size()).sum();
    if (n < 1 || n > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "the Hessian needs 1 to 2^31-1 trainable parameters, network '"
              + network.name()
              + "' has "
              + n);
    }
    size = (int) n;
  }

  int size() {
    return size;
  }

  Parameters arrays(double[] vector) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    int from = 0;
    for (ParameterSpec spec : specs) {
      double[] part = new double[spec.shape().size()];
      System.arraycopy(vector, from, part, 0, part.length);
      arrays.put(spec.name(), Tensor.of(spec.shape(), part));
      from += part.length;
    }
    return Parameters.of(arrays);
  }

  /** Adds {@code weight} times the arrays to {@code sum}. */
  void add(Parameters arrays, double weight, double[] sum) {
    int at = 0;
    for (ParameterSpec spec : specs) {
      for (double v : arrays.get(spec.name()).data()) sum[at++] += weight * v;
    }
  }
}
