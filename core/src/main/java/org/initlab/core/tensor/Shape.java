package org.initlab.core.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.initlab.core.error.InvalidInputException;

/**
 * The sizes of an array's axes, slowest first; every size is at least 1. Row-major (C) order
 * throughout.
 */
public final class Shape {
  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /**
   * @throws InvalidInputException if a size is below 1 or the product exceeds 2³¹−1 elements
   */
  public static Shape of(int... dims) {
    long size = 1;
    for (int d : dims) {
      if (d < 1)
        throw new InvalidInputException("shape " + text(dims) + ": every size must be at least 1");
      size *= d;
      if (size > Integer.MAX_VALUE) {
        throw new InvalidInputException("shape " + text(dims) + " has more than 2^31-1 elements");
      }
    }
    return new Shape(dims.clone());
  }

  public int rank() {
    return dims.length;
  }

  public int dim(int axis) {
    return dims[axis];
  }

  public int size() {
    int size = 1;
    for (int d : dims) size *= d;
    return size;
  }

  public int[] toArray() {
    return dims.clone();
  }

  /** This shape with one more axis in front, as a batch of {@code n} of these. */
  public Shape batched(int n) {
    int[] b = new int[dims.length + 1];
    b[0] = n;
    System.arraycopy(dims, 0, b, 1, dims.length);
    return of(b);
  }

  /** This shape without its first axis. */
  public Shape unbatched() {
    return new Shape(Arrays.copyOfRange(dims, 1, dims.length));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Shape s && Arrays.equals(dims, s.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** For example {@code 3×32×32}; a scalar is {@code ()}. */
  @Override
  public String toString() {
    return text(dims);
  }

  private static String text(int[] dims) {
    return dims.length == 0
        ? "()"
        : Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining("×"));
  }
}
