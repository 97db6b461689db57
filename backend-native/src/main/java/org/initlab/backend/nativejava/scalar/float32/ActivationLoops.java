package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.ActivationKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.core.network.Nonlinearity;

/** {@link Phi} over arrays. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class ActivationLoops implements ActivationKernel<float[]> {
  /** About what one element costs, in floating-point operations. */
  private static final int WORK = 8;

  private final Partition partition;

  public ActivationLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void value(Nonlinearity function, final double slope, float[] x, float[] y, int count) {
    partition.run(count, WORK, (from, to) -> value(function, slope, x, y, from, to - from, 1, 0));
  }

  @Override
  public void value(
      Nonlinearity function,
      final double slope,
      float[] x,
      float[] y,
      int from,
      int count,
      int rows,
      int stride) {
    float negative = (float) slope;
    for (int r = 0, first = from; r < rows; r++, first += stride) {
      for (int i = first; i < first + count; i++) y[i] = Phi.value(function, negative, x[i]);
    }
  }

  @Override
  public void timesDerivative(
      Nonlinearity function,
      final double slope,
      float[] saved,
      float[] u,
      float[] out,
      int count,
      boolean add) {
    float negative = (float) slope;
    partition.run(
        count,
        WORK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float product = Phi.derivative(function, negative, saved[i]) * u[i];
            out[i] = add ? out[i] + product : product;
          }
        });
  }

  @Override
  public void addSecondDerivative(
      Nonlinearity function,
      final double slope,
      float[] saved,
      float[] u,
      float[] v,
      float[] out,
      int count) {
    partition.run(
        count,
        WORK,
        (from, to) -> {
          for (int i = from; i < to; i++) out[i] += Phi.second(function, saved[i]) * u[i] * v[i];
        });
  }
}
