package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.kernel.Partition;

/**
 * Convolution straight from its definition, without rearranging the input: a[i, o, y, x] = Σ_{c,
 * ky, kx} W[o, c, ky, kx] · h[i, c, s·y + ky − p, s·x + kx − p]. Taps in the padding are left out
 * by the ranges of y and x, so the innermost loop has no condition.
 */
public final class ConvLoops implements ConvKernel<float[]> {
  private final Partition partition;

  public ConvLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void forward(float[] h, float[] weight, float[] a, int n, ConvGeometry g, boolean add) {
    int taps = g.kernel() * g.kernel();
    partition.run(
        n * g.outChannels(),
        2L * g.inChannels() * taps * g.outPlane(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int i = plane / g.outChannels();
            int o = plane % g.outChannels();
            if (!add) clear(a, plane * g.outPlane(), g.outPlane());
            for (int c = 0; c < g.inChannels(); c++) {
              int image = (i * g.inChannels() + c) * g.inPlane();
              int filter = (o * g.inChannels() + c) * taps;
              forwardPlane(h, image, weight, filter, a, plane * g.outPlane(), g);
            }
          }
        });
  }

  private static void forwardPlane(
      float[] h, int image, float[] weight, int filter, float[] a, int plane, ConvGeometry g) {
    for (int ky = 0; ky < g.kernel(); ky++) {
      for (int kx = 0; kx < g.kernel(); kx++) {
        float w = weight[filter + ky * g.kernel() + kx];
        int xEnd = g.endInsideColumns(kx);
        for (int y = g.firstInside(ky); y < g.endInsideRows(ky); y++) {
          int row = image + (y * g.stride() + ky - g.padding()) * g.width() + kx - g.padding();
          for (int x = g.firstInside(kx); x < xEnd; x++) {
            a[plane + y * g.outWidth() + x] += w * h[row + x * g.stride()];
          }
        }
      }
    }
  }

  @Override
  public void inputGradient(
      float[] da, float[] weight, float[] dh, int n, ConvGeometry g, boolean add) {
    int taps = g.kernel() * g.kernel();
    partition.run(
        n * g.inChannels(),
        2L * g.outChannels() * taps * g.outPlane(),
        (from, to) -> {
          for (int image = from; image < to; image++) {
            int i = image / g.inChannels();
            int c = image % g.inChannels();
            if (!add) clear(dh, image * g.inPlane(), g.inPlane());
            for (int o = 0; o < g.outChannels(); o++) {
              int plane = (i * g.outChannels() + o) * g.outPlane();
              int filter = (o * g.inChannels() + c) * taps;
              inputGradientPlane(da, plane, weight, filter, dh, image * g.inPlane(), g);
            }
          }
        });
  }

  private static void inputGradientPlane(
      float[] da, int plane, float[] weight, int filter, float[] dh, int image, ConvGeometry g) {
    for (int ky = 0; ky < g.kernel(); ky++) {
      for (int kx = 0; kx < g.kernel(); kx++) {
        float w = weight[filter + ky * g.kernel() + kx];
        int xEnd = g.endInsideColumns(kx);
        for (int y = g.firstInside(ky); y < g.endInsideRows(ky); y++) {
          int row = image + (y * g.stride() + ky - g.padding()) * g.width() + kx - g.padding();
          for (int x = g.firstInside(kx); x < xEnd; x++) {
            dh[row + x * g.stride()] += w * da[plane + y * g.outWidth() + x];
          }
        }
      }
    }
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, ConvGeometry g, boolean add) {
    int taps = g.kernel() * g.kernel();
    partition.run(
        g.outChannels() * g.inChannels(),
        2L * n * taps * g.outPlane(),
        (from, to) -> {
          for (int pair = from; pair < to; pair++) {
            int o = pair / g.inChannels();
            int c = pair % g.inChannels();
            if (!add) clear(dWeight, pair * taps, taps);
            for (int i = 0; i < n; i++) {
              int plane = (i * g.outChannels() + o) * g.outPlane();
              int image = (i * g.inChannels() + c) * g.inPlane();
              weightGradientPlane(da, plane, h, image, dWeight, pair * taps, g);
            }
          }
        });
  }

  private static void weightGradientPlane(
      float[] da, int plane, float[] h, int image, float[] dWeight, int filter, ConvGeometry g) {
    for (int ky = 0; ky < g.kernel(); ky++) {
      for (int kx = 0; kx < g.kernel(); kx++) {
        float sum = 0;
        int xEnd = g.endInsideColumns(kx);
        for (int y = g.firstInside(ky); y < g.endInsideRows(ky); y++) {
          int row = image + (y * g.stride() + ky - g.padding()) * g.width() + kx - g.padding();
          for (int x = g.firstInside(kx); x < xEnd; x++) {
            sum += da[plane + y * g.outWidth() + x] * h[row + x * g.stride()];
          }
        }
        dWeight[filter + ky * g.kernel() + kx] += sum;
      }
    }
  }

  private static void clear(float[] array, int offset, int count) {
    for (int i = offset; i < offset + count; i++) array[i] = 0;
  }
}
