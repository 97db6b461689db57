package org.initlab.core.theory;

/** φ = erf; the closed forms of Williams (1997), Computing with infinite networks. */
record ErfDual() implements DualActivation {
  @Override
  public double second(double q) {
    return 2 / Math.PI * Math.asin(2 * q / (1 + 2 * q));
  }

  @Override
  public double secondSlope(double q) {
    return 4 / Math.PI / ((1 + 2 * q) * Math.sqrt(1 + 4 * q));
  }

  @Override
  public double derivativeSecond(double q) {
    return 4 / Math.PI / Math.sqrt(1 + 4 * q);
  }

  @Override
  public double correlation(double q, double c) {
    return 2 / Math.PI * Math.asin(2 * q * c / (1 + 2 * q));
  }

  @Override
  public double difference(double q, double c) {
    if (c <= 0 || q == 0) return second(q) - correlation(q, c);
    double x = 2 * q / (1 + 2 * q);
    double y = x * c;
    // asin x − asin y = asin(x√(1−y²) − y√(1−x²)), made rational.
    double over = x * Math.sqrt((1 - y) * (1 + y)) + y * Math.sqrt((1 - x) * (1 + x));
    return 2 / Math.PI * Math.asin(x * (1 - c) * (x + y) / over);
  }

  @Override
  public double derivativeCorrelation(double q, double c) {
    // (1 + 2q)² − (2qc)², factored so that nothing cancels.
    double d = (1 + 2 * q * (1 - c)) * (1 + 2 * q * (1 + c));
    return 4 / Math.PI / Math.sqrt(d);
  }

  @Override
  public double atZero() {
    return 0;
  }

  @Override
  public double slopeAtZero() {
    return 4 / Math.PI;
  }
}
