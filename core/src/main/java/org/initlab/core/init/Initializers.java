package org.initlab.core.init;

import static org.initlab.core.init.VarianceScaling.Distribution.NORMAL;
import static org.initlab.core.init.VarianceScaling.Distribution.TRUNCATED_NORMAL;
import static org.initlab.core.init.VarianceScaling.Distribution.UNIFORM;
import static org.initlab.core.init.VarianceScaling.Fan.FAN_AVG;
import static org.initlab.core.init.VarianceScaling.Fan.FAN_IN;

/** The initializers of the literature as values of the parametrized ones. */
public final class Initializers {
  /** He et al. (2015): variance 2/fan_in. */
  public static final Initializer HE_NORMAL = new VarianceScaling(2, FAN_IN, NORMAL);

  public static final Initializer HE_UNIFORM = new VarianceScaling(2, FAN_IN, UNIFORM);

  public static final Initializer HE_TRUNCATED = new VarianceScaling(2, FAN_IN, TRUNCATED_NORMAL);

  /** Glorot and Bengio (2010): variance 2/(fan_in + fan_out). */
  public static final Initializer GLOROT_NORMAL = new VarianceScaling(1, FAN_AVG, NORMAL);

  public static final Initializer GLOROT_UNIFORM = new VarianceScaling(1, FAN_AVG, UNIFORM);

  /** LeCun et al. (1998): variance 1/fan_in. */
  public static final Initializer LECUN_NORMAL = new VarianceScaling(1, FAN_IN, NORMAL);

  /** PyTorch's default for dense layers and convolutions, weight and bias: U(±1/√fan_in). */
  public static final Initializer FRAMEWORK_DEFAULT = new VarianceScaling(1.0 / 3, FAN_IN, UNIFORM);

  /** Saxe et al. (2014) with gain 1. */
  public static final Initializer ORTHOGONAL = new Orthogonal(1);

  public static final Initializer ZEROS = new Constant(0);

  public static final Initializer ONES = new Constant(1);

  private Initializers() {}
}
