package org.initlab.core.experiment.calibration;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How often a margin (measured − expected)/tolerance is outside ±1, as far as a few hundred margins
 * tell: a distribution is fitted by its first two moments and its tail beyond 1 read off. It says
 * nothing of tails that the margins do not show, such as those of Student's t at few degrees.
 *
 * @param fit what was fitted
 * @param rate P(|margin| &gt; 1); at least the share of margins that were outside
 */
record TailRate(Fit fit, double rate) {
  enum Fit {
    /** Every seed gave the same margin. */
    CONSTANT,
    /** Margins of both signs: normal, with Student's t for a spread that is estimated. */
    NORMAL,
    /** Margins of one sign, as of the worst of many values: the largest of K normal ones. */
    MAXIMUM,
    /** Margins of one sign with a longer tail than a single normal one's: Gumbel. */
    GUMBEL
  }

  static TailRate of(double[] margins) {
    int n = margins.length;
    double counted = Arrays.stream(margins).filter(m -> !(Math.abs(m) <= 1)).count() / (double) n;
    double mean = Arrays.stream(margins).average().orElseThrow();
    double variance =
        Arrays.stream(margins).map(m -> (m - mean) * (m - mean)).sum() / Math.max(1, n - 1);
    if (!(variance > 0) || !Double.isFinite(variance)) {
      return new TailRate(Fit.CONSTANT, counted);
    }
    double deviation = Math.sqrt(variance);
    boolean negative = Arrays.stream(margins).anyMatch(m -> m < 0);
    boolean positive = Arrays.stream(margins).anyMatch(m -> m > 0);
    if (negative && positive) {
      return new TailRate(Fit.NORMAL, Math.max(counted, normal(mean, deviation, n)));
    }
    NormalMaximum maximum = NormalMaximum.fitted(Math.abs(mean), deviation);
    return maximum != null
        ? new TailRate(Fit.MAXIMUM, Math.max(counted, maximum.beyondOne()))
        : new TailRate(Fit.GUMBEL, Math.max(counted, gumbel(Math.abs(mean), deviation)));
  }

  /** Of one more value, predicted from n: t_{n−1} with the deviation times √(1 + 1/n). */
  private static double normal(double mean, double deviation, int n) {
    double scale = deviation * Math.sqrt(1 + 1.0 / n);
    return upper((1 - mean) / scale, n - 1) + upper((1 + mean) / scale, n - 1);
  }

  /** P(T &gt; t). */
  private static double upper(double t, int degrees) {
    double half = RegularizedBeta.value(degrees / (degrees + t * t), degrees / 2.0, 0.5) / 2;
    return t >= 0 ? half : 1 - half;
  }

  /** 1 − exp(−e^(−(1−μ)/β)) with β = s√6/π and μ = mean − γβ, γ Euler's constant. */
  private static double gumbel(double mean, double deviation) {
    double beta = deviation * Math.sqrt(6) / Math.PI;
    double mu = mean - 0.5772156649015329 * beta;
    return -Math.expm1(-Math.exp(-(1 - mu) / beta));
  }
}
