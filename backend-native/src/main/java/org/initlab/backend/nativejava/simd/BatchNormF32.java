package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.BatchNormKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/**
 * Batch normalization of planes in float32: sums in vectors of float32, values with the bits of the
 * plain loops. Those do all of dense layers, whose planes are single values, and tangents.
 */
final class BatchNormF32 implements BatchNormKernel<float[]> {
  private final BatchNormKernel<float[]> plain;
  private final Partition partition;

  BatchNormF32(BatchNormKernel<float[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void moments(float[] x, float[] mean, float[] variance, Extent e) {
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
            mean[c] = (float) mu;
            variance[c] = (float) (squares / e.perChannel());
          }
        });
  }

  @Override
  public void sums(
      float[] x, float[] mean, float[] inverse, float[] u, float[] uSum, float[] uxSum, Extent e) {
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
            uSum[c] = (float) sum;
            uxSum[c] = (float) (products * inverse[c]);
          }
        });
  }

  @Override
  public void inverseDeviation(
      float[] variance, final double epsilon, float[] inverse, int channels) {
    plain.inverseDeviation(variance, epsilon, inverse, channels);
  }

  @Override
  public void normalize(
      float[] x, float[] mean, float[] inverse, float[] gamma, float[] beta, float[] y, Extent e) {
    if (!PlaneValuesF32.isShort(e.positions())) {
      plain.normalize(x, mean, inverse, gamma, beta, y, e);
      return;
    }
    partition.run(
        e.channels(),
        e.perChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            float scale = gamma[c] * inverse[c];
            for (int i = 0; i < e.n(); i++) {
              int plane = e.start(i, c);
              PlaneValuesF32.normalize(x, mean[c], scale, beta[c], y, plane, plane + e.positions());
            }
          }
        });
  }

  @Override
  public void inputGradient(
      float[] x,
      float[] mean,
      float[] inverse,
      float[] gamma,
      float[] dy,
      float[] dyMean,
      float[] dyxMean,
      float[] dx,
      Extent e,
      boolean add) {
    plain.inputGradient(x, mean, inverse, gamma, dy, dyMean, dyxMean, dx, e, add);
  }

  @Override
  public void tangent(
      Tangent<float[]> t,
      float[] gamma,
      float[] gammaTangent,
      float[] betaTangent,
      float[] yTangent,
      Extent e) {
    plain.tangent(t, gamma, gammaTangent, betaTangent, yTangent, e);
  }

  @Override
  public void sumsTangent(
      Tangent<float[]> t,
      float[] u,
      float[] uTangent,
      float[] uSumTangent,
      float[] uxSumTangent,
      Extent e) {
    plain.sumsTangent(t, u, uTangent, uSumTangent, uxSumTangent, e);
  }

  @Override
  public void inputGradientTangent(
      Tangent<float[]> t,
      float[] gamma,
      float[] gammaTangent,
      Adjoint<float[]> u,
      float[] dxTangent,
      Extent e,
      boolean add) {
    plain.inputGradientTangent(t, gamma, gammaTangent, u, dxTangent, e, add);
  }
}
