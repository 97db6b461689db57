package org.initlab.core.network;

import org.initlab.core.tensor.Shape;

/**
 * One parameter array of a network: its name ({@code fc1.weight_v}), what it is, its shape in
 * PyTorch's layout, and where its layer stands. Fans are those of the layer: fan_in = in·k²,
 * fan_out = out·k² (1 for normalization layers).
 *
 * @param block position of the enclosing residual block in its stage, from 0; 0 outside one
 * @param blocks blocks of the enclosing stage, B; 1 outside one
 */
public record ParameterSpec(
    String name,
    Kind kind,
    Shape shape,
    String layer,
    Role role,
    int fanIn,
    int fanOut,
    int block,
    int blocks) {
  /** The array in another shape, for initializers that draw a part of it. */
  public ParameterSpec withShape(Shape other, int otherFanIn, int otherFanOut) {
    return new ParameterSpec(
        name, kind, other, layer, role, otherFanIn, otherFanOut, block, blocks);
  }

  /** What a parameter array is to its layer. */
  public enum Kind {
    WEIGHT("weight", true),
    WEIGHT_G("weight_g", true),
    WEIGHT_V("weight_v", true),
    BIAS("bias", true),
    /** α of {@link Scale}. */
    SCALE("weight", true),
    NORM_WEIGHT("weight", true),
    NORM_BIAS("bias", true),
    RUNNING_MEAN("running_mean", false),
    RUNNING_VAR("running_var", false);

    private final String suffix;
    private final boolean trainable;

    Kind(String suffix, boolean trainable) {
      this.suffix = suffix;
      this.trainable = trainable;
    }

    /** What follows the layer's name and a dot. */
    public String suffix() {
      return suffix;
    }

    /** Whether a gradient exists; running statistics have none. */
    public boolean trainable() {
      return trainable;
    }
  }
}
