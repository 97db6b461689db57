package org.initlab.experiments.schoenholz2017;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.initlab.core.theory.FixedPoint;
import org.initlab.core.theory.MeanField;
import org.initlab.experiments.meanfield.Ensemble;
import org.initlab.experiments.meanfield.Estimate;
import org.initlab.experiments.meanfield.LineFit;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * A depth scale of one ensemble: how fast a small deviation from a fixed point dies out, exp(−l/ξ).
 * Two families of inputs start on either side of the fixed point and their difference is followed,
 * from which the shift of the fixed point at finite width cancels; where c* = 1 there is but one
 * side, and 1 − c is followed.
 *
 * @param family inputs (or pairs) that start above; as many below come after them, unless one-sided
 * @param rate 1/ξ that theory predicts
 * @param theory the theoretical map's deviations at layers 1, 2, …
 */
record Decay(
    Ensemble ensemble,
    Trajectories measured,
    int family,
    boolean oneSided,
    double rate,
    double[] theory) {
  /** Starting points relative to q*. */
  static final double LENGTH_OFFSET = 0.5;

  private static final double ORDERED_OFFSET = 0.01;
  private static final double CHAOTIC_OFFSET = 0.15;

  /** Every step squares the relative error, which starts near 0.1. */
  private static final int STEPS = 8;

  /** Of lengths, which start on either side of q*. */
  static Decay ofLength(Ensemble ensemble, Trajectories measured, int family) {
    MeanField field = ensemble.field();
    FixedPoint f = field.fixedPoint();
    double[] theory =
        differences(
            f.qStar() * (1 + LENGTH_OFFSET),
            f.qStar() * (1 - LENGTH_OFFSET),
            field::nextVariance,
            measured.layers());
    return new Decay(ensemble, measured, family, false, 1 / f.xiQ(), theory);
  }

  /** Of correlations, which start at {@link #starts}. */
  static Decay ofCorrelation(Ensemble ensemble, Trajectories measured, int family) {
    MeanField field = ensemble.field();
    FixedPoint f = field.fixedPoint();
    boolean oneSided = f.cStar() == 1;
    double[] starts = starts(f, 1);
    double low = oneSided ? 1 : starts[1];
    DoubleUnaryOperator map = c -> c == 1 ? 1 : Math.min(1, field.nextCorrelation(f.qStar(), c));
    double[] theory = differences(starts[0], low, map, measured.layers());
    return new Decay(ensemble, measured, family, oneSided, 1 / f.xiC(), theory);
  }

  private static double[] differences(
      double first, double second, DoubleUnaryOperator map, int layers) {
    double[] d = new double[layers];
    double a = first;
    double b = second;
    for (int l = 0; l < layers; l++) {
      a = map.applyAsDouble(a);
      b = map.applyAsDouble(b);
      d[l] = Math.abs(a - b);
    }
    return d;
  }

  /** Correlations at which pairs start, those above c* first. */
  static double[] starts(FixedPoint f, int family) {
    double[] above = new double[family];
    if (f.cStar() == 1) {
      Arrays.fill(above, 1 - ORDERED_OFFSET);
      return above;
    }
    double offset = offset(f);
    double[] all = new double[2 * family];
    Arrays.fill(all, 0, family, f.cStar() + offset);
    Arrays.fill(all, family, 2 * family, f.cStar() - offset);
    return all;
  }

  private static double offset(FixedPoint f) {
    return Math.min(CHAOTIC_OFFSET, (1 - f.cStar()) / 2);
  }

  /** Deviations at layers 1, 2, … averaged over all networks but one (−1: over all). */
  double[] deviations(int without) {
    double[] d = new double[measured.layers()];
    int count = 0;
    for (int k = 0; k < measured.networks(); k++) {
      if (k == without) continue;
      count++;
      for (int l = 0; l < d.length; l++) d[l] += deviation(measured.values()[k][l]);
    }
    for (int l = 0; l < d.length; l++) d[l] /= count;
    return d;
  }

  private double deviation(double[] curves) {
    double above = Arrays.stream(curves, 0, family).average().orElseThrow();
    if (oneSided) return 1 - above;
    return above - Arrays.stream(curves, family, 2 * family).average().orElseThrow();
  }

  /** 1/ξ by a fit of the logarithm, with its jackknife error over networks. */
  Estimate fitted() {
    double[] without = new double[measured.networks()];
    for (int k = 0; k < without.length; k++) without[k] = rate(deviations(k));
    return Estimate.jackknife(rate(deviations(-1)), without);
  }

  /** The same fit to the iterates of the theoretical map. */
  double fittedTheory() {
    return rate(theory);
  }

  /**
   * Noise is proportional to 1 − c near c* = 1, so there logarithms lie on a line with equal
   * errors; elsewhere it is the same at every layer, and A·exp(−l·r) is fitted by least squares,
   * Gauss and Newton's way: D·exp(l·r) is a line whose slope corrects r.
   */
  private double rate(double[] deviations) {
    if (oneSided) return -LineFit.slope(Arrays.stream(deviations).map(Math::log).toArray());
    double r = rate;
    for (int i = 0; i < STEPS; i++) {
      double[] x = new double[deviations.length];
      double[] y = new double[deviations.length];
      double[] weights = new double[deviations.length];
      for (int l = 0; l < x.length; l++) {
        x[l] = l;
        y[l] = deviations[l] * Math.exp(r * l);
        weights[l] = Math.exp(-2 * r * l);
      }
      LineFit line = LineFit.of(x, y, weights);
      r -= line.slope() / line.intercept();
    }
    return r;
  }
}
