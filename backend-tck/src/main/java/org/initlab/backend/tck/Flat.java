package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.initlab.core.network.Parameters;

/** Arrays by name as one vector, in the order of their names. */
record Flat(List<Double> values) {
  static Flat of(Parameters parameters) {
    List<Double> values = new ArrayList<>();
    parameters.names().stream()
        .sorted()
        .forEach(n -> Arrays.stream(parameters.get(n).data()).forEach(values::add));
    return new Flat(values);
  }

  double dot(Flat other) {
    double sum = 0;
    for (int k = 0; k < values.size(); k++) sum += values.get(k) * other.values.get(k);
    return sum;
  }

  double sumOfMagnitudes() {
    return values.stream().mapToDouble(Math::abs).sum();
  }

  double largest() {
    return values.stream().mapToDouble(Math::abs).max().orElse(0);
  }
}
