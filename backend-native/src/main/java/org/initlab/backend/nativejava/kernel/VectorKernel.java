package org.initlab.backend.nativejava.kernel;

/** Sums and broadcasts that every layer needs. */
public interface VectorKernel<A> {
  /** y (+)= alpha·x; {@code y} may be {@code x}. */
  void scale(double alpha, A x, A y, int count, boolean add);

  /** out = x + alpha·y; {@code out} may be {@code x} or {@code y}. */
  void sum(A x, double alpha, A y, A out, int count);

  /** y[i, c, p] += b[c] for n samples × channels × positions. */
  void addPerChannel(A y, A b, int n, int channels, int positions);

  /**
   * The same for sample {@code i} alone, in the channels c0 … c1−1 at the positions p0 … p1−1, on
   * the calling thread.
   */
  void addPerChannel(A y, A b, int i, int channels, int positions, int c0, int c1, int p0, int p1);

  /** sums[c] (+)= Σ_{i,p} y[i, c, p]. */
  void sumPerChannel(A y, A sums, int n, int channels, int positions, boolean add);

  /** means[r] = the mean of row r of x, rows×columns. */
  void rowMeans(A x, A means, int rows, int columns);

  /** out[r, j] (+)= u[r]/columns, the adjoint of {@link #rowMeans}. */
  void spreadRowMeans(A u, A out, int rows, int columns, boolean add);
}
