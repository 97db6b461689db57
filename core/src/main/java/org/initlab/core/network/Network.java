package org.initlab.core.network;

import java.util.List;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * A network as an immutable value: the shape of one input sample and its layers in order. Making
 * one checks that names are unique and that shapes fit, so every {@code Network} can be compiled.
 */
public final class Network {
  private final String name;
  private final Shape input;
  private final List<Layer> layers;
  private final Layout layout;

  /**
   * @throws InvalidInputException if there is no layer, a name occurs twice or a shape does not fit
   */
  public Network(String name, Shape input, List<Layer> layers) {
    this.name = Arguments.notBlank("network name", name);
    this.input = input;
    this.layers = List.copyOf(layers);
    if (this.layers.isEmpty())
      throw new InvalidInputException("network '" + name + "' has no layers");
    this.layout = Layout.of(this);
  }

  public String name() {
    return name;
  }

  /** The shape of one input sample. */
  public Shape input() {
    return input;
  }

  public List<Layer> layers() {
    return layers;
  }

  /** The shape of one output sample. */
  public Shape output() {
    return layout.output();
  }

  /** Every parameter and buffer, in the order of execution. */
  public List<ParameterSpec> parameters() {
    return layout.parameters();
  }

  /** Every observable state, in the order of execution; the last one is the output. */
  public List<ProbePoint> probePoints() {
    return layout.probePoints();
  }

  /** Weighted layers on the longest path from input to output. */
  public int depth() {
    List<ProbePoint> points = probePoints();
    return points.get(points.size() - 1).depth();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Network n
        && name.equals(n.name)
        && input.equals(n.input)
        && layers.equals(n.layers);
  }

  @Override
  public int hashCode() {
    return layers.hashCode();
  }

  @Override
  public String toString() {
    return name + " (" + input + " → " + output() + ", " + depth() + " weighted layers)";
  }
}
