package org.initlab.core.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Tensor;

/** Host arrays by parameter name, in the order of the network. Immutable. */
public final class Parameters {
  private final Map<String, Tensor> tensors;

  private Parameters(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  public static Parameters of(Map<String, Tensor> tensors) {
    return new Parameters(new LinkedHashMap<>(tensors));
  }

  public Tensor get(String name) {
    Tensor t = tensors.get(name);
    if (t == null) throw Arguments.unknown("parameter", name, tensors.keySet());
    return t;
  }

  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  public Set<String> names() {
    return tensors.keySet();
  }

  public Map<String, Tensor> asMap() {
    return tensors;
  }

  /** A copy in which {@code name}, which must exist, has another value of the same shape. */
  public Parameters with(String name, Tensor value) {
    if (!get(name).shape().equals(value.shape())) {
      throw new InvalidInputException(
          "parameter '"
              + name
              + "' has shape "
              + get(name).shape()
              + ", was given "
              + value.shape());
    }
    Map<String, Tensor> copy = new LinkedHashMap<>(tensors);
    copy.put(name, value);
    return new Parameters(copy);
  }

  /** A copy with every array mapped by {@code f}. */
  public Parameters map(UnaryOperator<Tensor> f) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    tensors.forEach((n, t) -> copy.put(n, f.apply(t)));
    return new Parameters(copy);
  }

  /**
   * @throws InvalidInputException unless there is exactly one array of the right shape for every
   *     parameter of {@code network}; the message names the first that is missing, superfluous or
   *     of another shape
   */
  public void requireFit(Network network) {
    for (ParameterSpec spec : network.parameters()) {
      Tensor t = tensors.get(spec.name());
      if (t == null) throw new InvalidInputException("parameter '" + spec.name() + "' is missing");
      if (!t.shape().equals(spec.shape())) {
        throw new InvalidInputException(
            "parameter '"
                + spec.name()
                + "' must have shape "
                + spec.shape()
                + ", was given "
                + t.shape());
      }
    }
    if (tensors.size() != network.parameters().size()) {
      Set<String> extra = new java.util.LinkedHashSet<>(tensors.keySet());
      network.parameters().forEach(s -> extra.remove(s.name()));
      throw new InvalidInputException(
          "parameter '"
              + extra.iterator().next()
              + "' does not belong to network '"
              + network.name()
              + "'");
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Parameters p && tensors.equals(p.tensors);
  }

  @Override
  public int hashCode() {
    return tensors.hashCode();
  }

  @Override
  public String toString() {
    return "Parameters" + tensors.values();
  }
}
