package org.initlab.core.stats;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Tensor;

/** Norms of tensors and of their differences, strict about what is not finite. */
public final class Differences {
  private Differences() {}

  /** ‖a‖∞ over the finite values; 0 if there is none. */
  public static double maxAbs(Tensor a) {
    double max = 0;
    for (double v : a.data()) if (Double.isFinite(v)) max = Math.max(max, Math.abs(v));
    return max;
  }

  /**
   * ‖a − b‖∞. Equal infinities and two NaNs differ by 0; a value that is finite in one only, or
   * another kind of not finite, by ∞.
   */
  public static double maxAbsDifference(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new InvalidInputException(
          "tensors to compare must have one shape, were given " + a.shape() + " and " + b.shape());
    }
    double max = 0;
    for (int i = 0; i < a.size(); i++) max = Math.max(max, distance(a.data()[i], b.data()[i]));
    return max;
  }

  /** |a − b| with the rules of {@link #maxAbsDifference}. */
  public static double distance(double a, double b) {
    if (Double.compare(a, b) == 0) return 0;
    if (!Double.isFinite(a) || !Double.isFinite(b)) return Double.POSITIVE_INFINITY;
    return Math.abs(a - b);
  }
}
