package org.initlab.core.tensor;

import java.util.Arrays;
import org.initlab.core.error.InvalidInputException;

/**
 * An array on the host in float64, row-major, batch axis first where there is one. float32 values
 * are held widened, which is exact. It is a value: whoever makes one gives its array away, and
 * nobody writes to {@link #data()}.
 */
public final class Tensor {
  private final Shape shape;
  private final double[] data;

  private Tensor(Shape shape, double[] data) {
    this.shape = shape;
    this.data = data;
  }

  /** Wraps {@code data} without a copy; the caller no longer writes to it. */
  public static Tensor of(Shape shape, double[] data) {
    if (shape.size() != data.length) {
      throw new InvalidInputException(
          "shape " + shape + " needs " + shape.size() + " values, was given " + data.length);
    }
    return new Tensor(shape, data);
  }

  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new double[shape.size()]);
  }

  public static Tensor filled(Shape shape, double value) {
    double[] data = new double[shape.size()];
    Arrays.fill(data, value);
    return new Tensor(shape, data);
  }

  public Shape shape() {
    return shape;
  }

  public int size() {
    return data.length;
  }

  /** The values themselves, not a copy: to be read, never written. */
  public double[] data() {
    return data;
  }

  /** The same values under another shape of the same size. */
  public Tensor reshaped(Shape to) {
    return of(to, data);
  }

  /** Whether no value is NaN or infinite. */
  public boolean isFinite() {
    for (double v : data) if (!Double.isFinite(v)) return false;
    return true;
  }

  /**
   * Equal when shapes are equal and values are the same bits (NaN equals NaN, 0.0 differs from
   * −0.0).
   */
  @Override
  public boolean equals(Object o) {
    return o instanceof Tensor t && shape.equals(t.shape) && Arrays.equals(data, t.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Tensor[" + shape + "]";
  }
}
