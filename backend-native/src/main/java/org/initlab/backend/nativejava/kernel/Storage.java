package org.initlab.backend.nativejava.kernel;

/**
 * How one precision keeps its numbers. {@code A} is {@code double[]} or {@code float[]}; whatever
 * is not arithmetic is written once over it.
 *
 * @param <A> the primitive array
 */
public interface Storage<A> {
  /** An array of {@code length} zeros. */
  A allocate(int length);

  int length(A array);

  /**
   * Host values in this precision, each rounded once. May be {@code host} itself, so the result is
   * only read; otherwise {@code reuse} if that is long enough, else a new array.
   */
  A view(double[] host, A reuse);

  /** The first {@code count} values, widened, in an array of their own. */
  double[] export(A array, int count);

  /** The first {@code host.length} values, widened, into {@code host}. */
  void read(A array, double[] host);

  /** The array as host values: itself where it can be, else widened. The caller gives it away. */
  double[] giveAway(A array);

  /** {@code value} rounded to this precision. */
  double round(double value);

  /** Σ x² of the first {@code count} values, in float64. */
  double sumOfSquares(A array, int count);

  /** Sets the first {@code count} values to 0. */
  void clear(A array, int count);

  /** A copy in an array of its own. */
  default A copy(double[] host) {
    A array = allocate(host.length);
    write(host, array);
    return array;
  }

  /** Rounds host values into the start of {@code array}. */
  void write(double[] host, A array);
}
