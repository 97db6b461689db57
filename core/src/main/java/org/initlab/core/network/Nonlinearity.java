package org.initlab.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.gamma.Erf;
import org.initlab.core.error.Arguments;

/**
 * The activation functions, as the literature writes them. {@link #value} and {@link #derivative}
 * are the scalar truth in float64; derivatives at kinks follow PyTorch: ReLU and leaky ReLU take
 * the left slope at 0, hard-tanh 0 at ±1.
 */
public enum Nonlinearity {
  IDENTITY,
  RELU,
  /** x for x &gt; 0, slope·x otherwise; the slope is the layer's. */
  LEAKY_RELU,
  TANH,
  /** min(1, max(−1, x)). */
  HARD_TANH,
  ERF,
  SIGMOID,
  /** x·Φ(x), the exact form with erf. */
  GELU,
  /** x·sigmoid(x). */
  SILU,
  /**
   * Concatenated ReLU: [max(x, 0); max(−x, 0)] along the feature axis, so features double (Shang et
   * al. 2016).
   */
  CRELU;

  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double INV_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);

  /** The function of one pre-activation; for {@link #CRELU} its first half, max(x, 0). */
  public double value(double x, double slope) {
    return switch (this) {
      case IDENTITY -> x;
      case RELU, CRELU -> x > 0 || x != x ? x : 0;
      case LEAKY_RELU -> x > 0 ? x : slope * x;
      case TANH -> Math.tanh(x);
      case HARD_TANH -> x < -1 ? -1 : x > 1 ? 1 : x;
      case ERF -> Erf.value(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case GELU -> x * 0.5 * (1 + Erf.value(x * SQRT_HALF));
      case SILU -> x / (1 + Math.exp(-x));
    };
  }

  /** dφ/dx; for {@link #CRELU} that of its first half. */
  public double derivative(double x, double slope) {
    switch (this) {
      case IDENTITY:
        return 1;
      case RELU, CRELU:
        return x > 0 ? 1 : 0;
      case LEAKY_RELU:
        return x > 0 ? 1 : slope;
      case TANH:
        double t = Math.tanh(x);
        return 1 - t * t;
      case HARD_TANH:
        return x > -1 && x < 1 ? 1 : 0;
      case ERF:
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
      case SIGMOID:
        double s = 1 / (1 + Math.exp(-x));
        return s * (1 - s);
      case GELU:
        return 0.5 * (1 + Erf.value(x * SQRT_HALF)) + x * INV_SQRT_2PI * Math.exp(-0.5 * x * x);
      case SILU:
        double g = 1 / (1 + Math.exp(-x));
        return g * (1 + x * (1 - g));
      default:
        throw new AssertionError(this);
    }
  }

  /** The name in YAML and on the command line, for example {@code leaky_relu}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Nonlinearity named(String id) {
    return Arrays.stream(values())
        .filter(n -> n.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("activation", id, ids()));
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Nonlinearity::id).toList();
  }
}
