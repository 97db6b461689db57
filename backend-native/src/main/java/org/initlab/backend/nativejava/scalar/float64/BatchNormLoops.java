package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.BatchNormKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.Sums;

/** Batch normalization channel by channel; statistics and other sums are taken in float64. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class BatchNormLoops implements BatchNormKernel<double[]> {
  private final Partition partition;

  public BatchNormLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void moments(double[] x, double[] mean, double[] variance, Extent e) {
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
          mean[c] = (double) mu;
          variance[c] = (double) (squares / e.perChannel());
        });
  }

  @Override
  public void inverseDeviation(
      double[] variance, final double epsilon, double[] inverse, int channels) {
    for (int c = 0; c < channels; c++) {
      inverse[c] = (double) (1 / Math.sqrt(variance[c] + (double) epsilon));
    }
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
    perChannel(
        e,
        3,
        c -> {
          double scale = gamma[c] * inverse[c];
          double mu = mean[c];
          double shift = beta[c];
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            int end = start + e.positions();
            for (int p = start; p < end; p++) y[p] = scale * (x[p] - mu) + shift;
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
    perChannel(
        e,
        5,
        c -> {
          double mu = mean[c];
          double s = inverse[c];
          var plain = 0.0d;
          var withX = 0.0d;
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              plain += u[p];
              withX += (x[p] - mu) * s * u[p];
            }
          }
          uSum[c] = (double) plain;
          uxSum[c] = (double) withX;
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
    perChannel(
        e,
        7,
        c -> {
          double mu = mean[c];
          double s = inverse[c];
          double scale = gamma[c] * s;
          double uMean = dyMean[c];
          double uxMean = dyxMean[c];
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            int end = start + e.positions();
            for (int p = start; p < end; p++) {
              double d = scale * (dy[p] - uMean - (x[p] - mu) * s * uxMean);
              dx[p] = add ? dx[p] + d : d;
            }
          }
        });
  }

  @Override
  public void tangent(
      Tangent<double[]> t,
      double[] gamma,
      double[] gammaTangent,
      double[] betaTangent,
      double[] yTangent,
      Extent e) {
    perChannel(
        e,
        9,
        c -> {
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              double normalized = normalized(t, c, p);
              double change = normalizedTangent(t, c, p, normalized);
              yTangent[p] = gammaTangent[c] * normalized + gamma[c] * change + betaTangent[c];
            }
          }
        });
  }

  @Override
  public void sumsTangent(
      Tangent<double[]> t,
      double[] u,
      double[] uTangent,
      double[] uSumTangent,
      double[] uxSumTangent,
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
              double normalized = normalized(t, c, p);
              double change = normalizedTangent(t, c, p, normalized);
              plain += uTangent[p];
              withX += uTangent[p] * normalized + u[p] * change;
            }
          }
          uSumTangent[c] = (double) plain;
          uxSumTangent[c] = (double) withX;
        });
  }

  @Override
  public void inputGradientTangent(
      Tangent<double[]> t,
      double[] gamma,
      double[] gammaTangent,
      Adjoint<double[]> a,
      double[] dxTangent,
      Extent e,
      boolean add) {
    perChannel(
        e,
        15,
        c -> {
          double s = t.inverse()[c];
          double scale = s * gamma[c];
          double scaleTangent = -s * s * t.txMean()[c] * gamma[c] + s * gammaTangent[c];
          for (int i = 0; i < e.n(); i++) {
            int start = e.start(i, c);
            for (int p = start; p < start + e.positions(); p++) {
              double normalized = normalized(t, c, p);
              double change = normalizedTangent(t, c, p, normalized);
              double projected = a.u()[p] - a.uMean()[c] - normalized * a.uxMean()[c];
              double projectedTangent =
                  a.uTangent()[p]
                      - a.uMeanTangent()[c]
                      - change * a.uxMean()[c]
                      - normalized * a.uxMeanTangent()[c];
              double d = scaleTangent * projected + scale * projectedTangent;
              dxTangent[p] = add ? dxTangent[p] + d : d;
            }
          }
        });
  }

  /** x̂. */
  private static double normalized(Tangent<double[]> t, int c, int p) {
    return (t.x()[p] - t.mean()[c]) * t.inverse()[c];
  }

  /** x̂˙ = s (ẋ − ⟨ẋ⟩ − x̂ ⟨x̂ ẋ⟩). */
  private static double normalizedTangent(Tangent<double[]> t, int c, int p, double normalized) {
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
