package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.BatchNormKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/**
 * Batch normalization of planes in float64: sums in vectors of float64, values with the bits of the
 * plain loops. Those do all of dense layers, whose planes are single values, and tangents.
 */
final class BatchNormF64 implements BatchNormKernel<double[]> {
  private final BatchNormKernel<double[]> plain;
  private final Partition partition;

  BatchNormF64(BatchNormKernel<double[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void moments(double[] x, double[] mean, double[] variance, Extent e) {
    if (e.positions() == 1) {
      plain.moments(x, mean, variance, e);
      return;
    }
    partition.run(
        e.channels(),
        2 * e.perChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            var sum = 0.0d;
            for (int i = 0; i < e.n(); i++) {
              sum += WideSums.sum(x, e.start(i, c), e.positions());
            }
            var mu = sum / e.perChannel();
            var squares = 0.0d;
            for (int i = 0; i < e.n(); i++) {
              squares += WideSums.squares(x, mu, e.start(i, c), e.positions());
            }
            mean[c] = (double) mu;
            variance[c] = (double) (squares / e.perChannel());
          }
        });
  }

  @Override
  public void sums(
      double[] x,
      double[] mean,
      double[] inverse,
      double[] u,
      double[] uSum,
      double[] uxSum,
      Extent e) {
    if (e.positions() == 1) {
      plain.sums(x, mean, inverse, u, uSum, uxSum, e);
      return;
    }
    partition.run(
        e.channels(),
        2 * e.perChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            var sum = 0.0d;
            var products = 0.0d;
            for (int i = 0; i < e.n(); i++) {
              int plane = e.start(i, c);
              sum += WideSums.sum(u, plane, e.positions());
              products += WideSums.products(x, mean[c], u, plane, e.positions());
            }
            uSum[c] = (double) sum;
            uxSum[c] = (double) (products * inverse[c]);
          }
        });
  }

  @Override
  public void inverseDeviation(
      double[] variance, final double epsilon, double[] inverse, int channels) {
    plain.inverseDeviation(variance, epsilon, inverse, channels);
  }

  @Override
  public void normalize(
      double[] x,
      double[] mean,
      double[] inverse,
      double[] gamma,
      double[] beta,
      double[] y,
      Extent e) {
    if (!PlaneValuesF64.isShort(e.positions())) {
      plain.normalize(x, mean, inverse, gamma, beta, y, e);
      return;
    }
    partition.run(
        e.channels(),
        e.perChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            double scale = gamma[c] * inverse[c];
            for (int i = 0; i < e.n(); i++) {
              int plane = e.start(i, c);
              PlaneValuesF64.normalize(x, mean[c], scale, beta[c], y, plane, plane + e.positions());
            }
          }
        });
  }

  @Override
  public void inputGradient(
      double[] x,
      double[] mean,
      double[] inverse,
      double[] gamma,
      double[] dy,
      double[] dyMean,
      double[] dyxMean,
      double[] dx,
      Extent e,
      boolean add) {
    plain.inputGradient(x, mean, inverse, gamma, dy, dyMean, dyxMean, dx, e, add);
  }

  @Override
  public void tangent(
      Tangent<double[]> t,
      double[] gamma,
      double[] gammaTangent,
      double[] betaTangent,
      double[] yTangent,
      Extent e) {
    plain.tangent(t, gamma, gammaTangent, betaTangent, yTangent, e);
  }

  @Override
  public void sumsTangent(
      Tangent<double[]> t,
      double[] u,
      double[] uTangent,
      double[] uSumTangent,
      double[] uxSumTangent,
      Extent e) {
    plain.sumsTangent(t, u, uTangent, uSumTangent, uxSumTangent, e);
  }

  @Override
  public void inputGradientTangent(
      Tangent<double[]> t,
      double[] gamma,
      double[] gammaTangent,
      Adjoint<double[]> u,
      double[] dxTangent,
      Extent e,
      boolean add) {
    plain.inputGradientTangent(t, gamma, gammaTangent, u, dxTangent, e, add);
  }
}
