package org.initlab.core.theory.spectrum;

import java.util.Arrays;
import org.initlab.core.error.Arguments;

/**
 * φ piecewise linear: d = {@code high} with probability {@code share}, else {@code low}. M(x) = p
 * b/(x − b) + (1 − p) a/(x − a).
 */
record TwoSlopes(double low, double high, double share) implements SlopeLaw {
  static TwoSlopes leaky(double slope) {
    Arguments.finite("slope", slope);
    double d = slope * slope;
    return new TwoSlopes(Math.min(d, 1), Math.max(d, 1), d == 1 ? 1 : 0.5);
  }

  @Override
  public double moment(int k) {
    if (k == 0) return 1;
    return share * Math.pow(high, k) + (1 - share) * Math.pow(low, k);
  }

  @Override
  public double largest() {
    return high;
  }

  @Override
  public double smallest() {
    return share == 1 ? high : low;
  }

  @Override
  public double massAtLargest() {
    return share;
  }

  @Override
  public double massAtZero() {
    return low == 0 ? 1 - share : 0;
  }

  @Override
  public boolean resolves(double re, double im) {
    return true;
  }

  @Override
  public void transform(double re, double im, double[] out) {
    Arrays.fill(out, 0);
    add(share, high, re, im, out);
    if (share < 1) add(1 - share, low, re, im, out);
  }

  private static void add(double p, double d, double re, double im, double[] out) {
    if (d == 0) {
      out[4] += p;
      return;
    }
    double x = re - d;
    double size = x * x + im * im;
    double r = x / size;
    double i = -im / size;
    out[0] += p * d * r;
    out[1] += p * d * i;
    // −d/(x − d)².
    out[2] -= p * d * (r * r - i * i);
    out[3] -= p * d * 2 * r * i;
    out[4] += p * (re * r - im * i);
    out[5] += p * (re * i + im * r);
  }
}
