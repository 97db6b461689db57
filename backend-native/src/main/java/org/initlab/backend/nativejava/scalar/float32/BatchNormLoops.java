package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.BatchNormKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.Sums;

/** Batch normalization channel by channel; statistics and other sums are taken in float64. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class BatchNormLoops implements BatchNormKernel<float[]> {
  private final Partition partition;

  public BatchNormLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void moments(float[] x, float[] mean, float[] variance, Extent e) {
    perChannel(
        e,
        2,
        c -> {
          var sum = 0.0d;
          for (int i = 0; i < e.n(); i++) sum += Sums.of(x, e.start(i, c), e.positions());
          var mu = sum / e.perChannel();
          var squares = 0.0d;
          for (int i = 0; i < e.n(); i++) {
            squares += Sums.ofSquares(x, mu, e.start(i, c), e.positions());
          }
          mean[c] = (float) mu;
          variance[c] = (float) (squares / e.perChannel());
        });
  }

  @Override
  public void inverseDeviation(
      float[] variance, final double epsilon, float[] inverse, int channels) {
    for (int c = 0; c < channels; c++) {
      inverse[c] = (float) (1 / Math.sqrt(variance[c] + (float) epsilon));
    }
  }

  @Override
  public void normalize(
      float[] x, float[] mean, float[] inverse, float[] gamma, float[] beta, float[] y, Extent e) {
    perChannel(
        e,
        3,
        c -> {
          float scale = gamma[c] * inverse[c];
          float mu = mean[c];
          float shift = beta[c];
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            int end = start + e.positions();
            for (int p = start; p < end; p++) y[p] = scale * (x[p] - mu) + shift;
          }
        });
  }

  @Override
  public void sums(
      float[] x, float[] mean, float[] inverse, float[] u, float[] uSum, float[] uxSum, Extent e) {
    perChannel(
        e,
        5,
        c -> {
          float mu = mean[c];
          float s = inverse[c];
          var plain = 0.0d;
          var withX = 0.0d;
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              plain += u[p];
              withX += (x[p] - mu) * s * u[p];
            }
          }
          uSum[c] = (float) plain;
          uxSum[c] = (float) withX;
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
    perChannel(
        e,
        7,
        c -> {
          float mu = mean[c];
          float s = inverse[c];
          float scale = gamma[c] * s;
          float uMean = dyMean[c];
          float uxMean = dyxMean[c];
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            int end = start + e.positions();
            for (int p = start; p < end; p++) {
              float d = scale * (dy[p] - uMean - (x[p] - mu) * s * uxMean);
              dx[p] = add ? dx[p] + d : d;
            }
          }
        });
  }

  @Override
  public void tangent(
      Tangent<float[]> t,
      float[] gamma,
      float[] gammaTangent,
      float[] betaTangent,
      float[] yTangent,
      Extent e) {
    perChannel(
        e,
        9,
        c -> {
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              float normalized = normalized(t, c, p);
              float change = normalizedTangent(t, c, p, normalized);
              yTangent[p] = gammaTangent[c] * normalized + gamma[c] * change + betaTangent[c];
            }
          }
        });
  }

  @Override
  public void sumsTangent(
      Tangent<float[]> t,
      float[] u,
      float[] uTangent,
      float[] uSumTangent,
      float[] uxSumTangent,
      Extent e) {
    perChannel(
        e,
        9,
        c -> {
          var plain = 0.0d;
          var withX = 0.0d;
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              float normalized = normalized(t, c, p);
              float change = normalizedTangent(t, c, p, normalized);
              plain += uTangent[p];
              withX += uTangent[p] * normalized + u[p] * change;
            }
          }
          uSumTangent[c] = (float) plain;
          uxSumTangent[c] = (float) withX;
        });
  }

  @Override
  public void inputGradientTangent(
      Tangent<float[]> t,
      float[] gamma,
      float[] gammaTangent,
      Adjoint<float[]> a,
      float[] dxTangent,
      Extent e,
      boolean add) {
    perChannel(
        e,
        15,
        c -> {
          float s = t.inverse()[c];
          float scale = s * gamma[c];
          float scaleTangent = -s * s * t.txMean()[c] * gamma[c] + s * gammaTangent[c];
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              float normalized = normalized(t, c, p);
              float change = normalizedTangent(t, c, p, normalized);
              float projected = a.u()[p] - a.uMean()[c] - normalized * a.uxMean()[c];
              float projectedTangent =
                  a.uTangent()[p]
                      - a.uMeanTangent()[c]
                      - change * a.uxMean()[c]
                      - normalized * a.uxMeanTangent()[c];
              float d = scaleTangent * projected + scale * projectedTangent;
              dxTangent[p] = add ? dxTangent[p] + d : d;
            }
          }
        });
  }

  /** x̂. */
  private static float normalized(Tangent<float[]> t, int c, int p) {
    return (t.x()[p] - t.mean()[c]) * t.inverse()[c];
  }

  /** x̂˙ = s (ẋ − ⟨ẋ⟩ − x̂ ⟨x̂ ẋ⟩). */
  private static float normalizedTangent(Tangent<float[]> t, int c, int p, float normalized) {
    return t.inverse()[c] * (t.xTangent()[p] - t.tMean()[c] - normalized * t.txMean()[c]);
  }

  /** One channel of a batch. */
  @FunctionalInterface
  private interface Channel {
    void run(int c);
  }

  private void perChannel(Extent e, int workPerValue, Channel body) {
    partition.run(
        e.channels(),
        workPerValue * e.perChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) body.run(c);
        });
  }
}
