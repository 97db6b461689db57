package org.initlab.core.init;

import java.util.function.DoubleSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.tensor.Tensor;

/**
 * Independent entries of mean 0 and variance scale/fan, whatever the distribution. He, Glorot and
 * LeCun initialization and the frameworks' default U(±1/√fan_in) are all of this form; see {@link
 * Initializers}.
 */
public record VarianceScaling(double scale, Fan fan, Distribution distribution)
    implements Initializer {
  /** The fan that the variance is divided by. */
  public enum Fan {
    FAN_IN,
    FAN_OUT,
    /** (fan_in + fan_out)/2. */
    FAN_AVG;

    double of(ParameterSpec spec) {
      return switch (this) {
        case FAN_IN -> spec.fanIn();
        case FAN_OUT -> spec.fanOut();
        case FAN_AVG -> 0.5 * ((double) spec.fanIn() + spec.fanOut());
      };
    }
  }

  /** The shape of the distribution; all have the same variance. */
  public enum Distribution {
    NORMAL,
    /**
     * A normal distribution cut off at two of its standard deviations, those enlarged by {@code 1 /
     * TRUNCATED_STD} so that the variance is what was asked for.
     */
    TRUNCATED_NORMAL,
    UNIFORM
  }

  /**
   * Standard deviation of a standard normal variable given that it is within ±2: √(1 − 4φ(2)/(2Φ(2)
   * − 1)).
   */
  static final double TRUNCATED_STD = 0.87962566103423978;

  private static final double TRUNCATION = 2;

  public VarianceScaling {
    Arguments.positive("scale", scale);
  }

  @Override
  public Tensor draw(ParameterSpec spec, UniformRandomProvider random) {
    double std = Math.sqrt(scale / fan.of(spec));
    double[] data = new double[spec.shape().size()];
    DoubleSupplier entry = sampler(std, random);
    for (int i = 0; i < data.length; i++) data[i] = entry.getAsDouble();
    return Tensor.of(spec.shape(), data);
  }

  private DoubleSupplier sampler(double std, UniformRandomProvider random) {
    if (distribution == Distribution.UNIFORM) {
      double limit = Math.sqrt(3) * std;
      return () -> limit * (2 * random.nextDouble() - 1);
    }
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    if (distribution == Distribution.NORMAL) return () -> std * gaussian.sample();
    double untruncated = std / TRUNCATED_STD;
    return () -> untruncated * truncated(gaussian);
  }

  private static double truncated(ZigguratSampler.NormalizedGaussian gaussian) {
    double z;
    do {
      z = gaussian.sample();
    } while (Math.abs(z) > TRUNCATION);
    return z;
  }
}
