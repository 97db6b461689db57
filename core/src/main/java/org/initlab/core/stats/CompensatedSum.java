package org.initlab.core.stats;

/**
 * A sum that carries what rounding took away (Neumaier 1974), so that its error does not grow with
 * the number of terms.
 */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    // Once infinite, what was lost is NaN.
    return Double.isFinite(sum) ? sum + lost : sum;
  }
}
