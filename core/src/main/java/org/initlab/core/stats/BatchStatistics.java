package org.initlab.core.stats;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Tensor;

/**
 * What is measured of a state h or of a gradient ∂L/∂h over a batch of N samples with d values
 * each. All are dimensionless numbers of the state's own scale.
 *
 * <p>If a value is NaN or infinite the moments are NaN and the counts say so; a sample's norm is
 * then NaN or ∞ and so is the mean norm ratio.
 *
 * @param count N·d
 * @param mean E[h] over all N·d values
 * @param variance E[(h − E h)²] over all values, divided by N·d
 * @param secondMoment q = E[h²] (Poole et al. 2016, eq. 2, with the mean over units and samples)
 * @param kurtosis the plain fourth standardized moment E[(h − E h)⁴]/variance², 3 for a normal (not
 *     the excess); NaN where the variance is 0
 * @param zeroFraction the fraction of values that are exactly 0 (either sign)
 * @param nanCount how many values are NaN
 * @param infCount how many values are ±∞
 * @param normRatio the mean over samples of ‖h_n‖/‖r_n‖, r the reference: the input x for a state
 *     (Arpit et al. 2019, Fig. 1), the gradient at the output ∂L/∂h_L for a gradient. Samples whose
 *     reference is 0 are left out; NaN if none is left
 * @param normRatioStd the standard deviation over samples of ‖h_n‖/‖r_n‖, divided by N as in the
 *     published figures
 * @param cosine the mean of h_n·h_m/(‖h_n‖‖h_m‖) over all pairs n &lt; m of samples, (‖Σ ĥ_n‖² −
 *     N)/(N(N − 1)) with unit vectors ĥ, which costs N·d; Poole et al.'s c where the activation's
 *     mean is kept. Samples of norm 0 are left out; NaN if fewer than two are left
 */
public record BatchStatistics(
    long count,
    double mean,
    double variance,
    double secondMoment,
    double kurtosis,
    double zeroFraction,
    long nanCount,
    long infCount,
    double normRatio,
    double normRatioStd,
    double cosine) {

  /**
   * @param batch N×(any shape)
   * @param referenceNorms ‖r_n‖, N of them
   */
  public static BatchStatistics of(Tensor batch, double[] referenceNorms) {
    return of(batch, Norms.ofSamples(batch), referenceNorms);
  }

  /** As {@link #of(Tensor, double[])} when the samples' norms are known already. */
  static BatchStatistics of(Tensor batch, double[] norms, double[] referenceNorms) {
    if (norms.length != referenceNorms.length) {
      throw new InvalidInputException(
          "a batch of "
              + norms.length
              + " samples needs as many reference norms, was given "
              + referenceNorms.length);
    }
    double[] x = batch.data();
    long zeros = 0;
    long nans = 0;
    long infs = 0;
    double max = 0;
    for (double v : x) {
      if (v == 0) zeros++;
      else if (v != v) nans++;
      else if (Double.isInfinite(v)) infs++;
      else max = Math.max(max, Math.abs(v));
    }
    Moments m = nans + infs == 0 ? Moments.of(x, max) : Moments.UNDEFINED;
    double[] ratio = ratios(norms, referenceNorms);
    return new BatchStatistics(
        x.length,
        m.mean(),
        m.variance(),
        m.second(),
        m.kurtosis(),
        (double) zeros / x.length,
        nans,
        infs,
        ratio[0],
        ratio[1],
        cosine(x, norms));
  }

  /** Whether every value was finite. */
  public boolean isFinite() {
    return nanCount + infCount == 0;
  }

  private static double[] ratios(double[] norms, double[] references) {
    int n = 0;
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < norms.length; i++) {
      if (references[i] == 0) continue;
      sum.add(norms[i] / references[i]);
      n++;
    }
    if (n == 0) return new double[] {Double.NaN, Double.NaN};
    double mean = sum.value() / n;
    CompensatedSum squares = new CompensatedSum();
    for (int i = 0; i < norms.length; i++) {
      if (references[i] == 0) continue;
      double deviation = norms[i] / references[i] - mean;
      squares.add(deviation * deviation);
    }
    return new double[] {mean, Math.sqrt(squares.value() / n)};
  }

  private static double cosine(double[] x, double[] norms) {
    int d = x.length / norms.length;
    double[] sum = new double[d];
    int n = 0;
    for (int i = 0; i < norms.length; i++) {
      double norm = norms[i];
      if (norm == 0) continue;
      if (!Double.isFinite(norm)) return Double.NaN;
      // The reciprocal of a subnormal norm is infinite; scale first.
      double scale = Norms.powerOfTwoScale(norm);
      double inverse = 1 / (norm * scale);
      for (int j = 0, k = i * d; j < d; j++, k++) sum[j] += x[k] * scale * inverse;
      n++;
    }
    if (n < 2) return Double.NaN;
    double squares = 0;
    for (double v : sum) squares += v * v;
    return (squares - n) / ((double) n * (n - 1));
  }
}
