package org.initlab.reports.internal.figure;

/** The cells of a histogram or a heat map whose centres are given. */
final class Cells {
  private Cells() {}

  /**
   * The n + 1 edges between n centres: midpoints (geometric ones on a logarithmic axis), the outer
   * ones as far from their centre as the inner ones. A single cell is 1 wide, or one factor of ten.
   *
   * @param centres strictly increasing
   */
  static double[] edges(double[] centres, boolean logarithmic) {
    int n = centres.length;
    double[] c = new double[n];
    for (int i = 0; i < n; i++) {
      c[i] = logarithmic ? Math.log10(centres[i]) : centres[i];
      if (!Double.isFinite(c[i]) || (i > 0 && !(c[i] > c[i - 1]))) {
        throw new IllegalArgumentException(
            "centres of cells must be finite and strictly increasing"
                + (logarithmic ? " and, on a logarithmic axis, positive" : "")
                + "; number "
                + i
                + " is "
                + centres[i]);
      }
    }
    if (n == 0) throw new IllegalArgumentException("there must be at least one cell");
    double[] edges = new double[n + 1];
    for (int i = 1; i < n; i++) edges[i] = (c[i - 1] + c[i]) / 2;
    edges[0] = n == 1 ? c[0] - 0.5 : c[0] - (edges[1] - c[0]);
    edges[n] = n == 1 ? c[0] + 0.5 : c[n - 1] + (c[n - 1] - edges[n - 1]);
    if (logarithmic) for (int i = 0; i <= n; i++) edges[i] = Math.pow(10, edges[i]);
    return edges;
  }
}
