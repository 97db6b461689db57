package org.initlab.backend.nativejava.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.initlab.backend.nativejava.Samples;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.junit.jupiter.api.Test;

/**
 * Products whose rows are divided have the bits of those computed in one piece, wherever the cuts
 * lie: here after every 1, 2, 5 or 70 rows, some within an image and some within a tile.
 */
class SharedRowsTest {
  private static final int[] CUTS = {1, 2, 5, 70};

  private static Partition every(int count) {
    return (rows, work, body) -> {
      for (int from = 0; from < rows; from += count) body.run(from, Math.min(rows, from + count));
    };
  }

  @Test
  void convolutions() {
    for (int stride = 1; stride <= 2; stride++) {
      int outWidth = (29 - 1) / stride + 1;
      ConvGeometry g = new ConvGeometry(3, 21, 29, 11, 3, stride, 1, 20 / stride + 1, outWidth);
      double[][] whole = convolution(Partition.SERIAL, g);
      for (int cut : CUTS) {
        assertThat(convolution(every(cut), g)).as("%s, cut every %d", g, cut).isDeepEqualTo(whole);
      }
    }
  }

  /** a, ∂h and ∂W. */
  private static double[][] convolution(Partition partition, ConvGeometry g) {
    int n = 4;
    Samples samples = new Samples(5);
    double[] h = samples.normals(n * g.inChannels() * g.inPlane());
    double[] w = samples.normals(g.outChannels() * g.inChannels() * 9);
    double[] da = samples.normals(n * g.outChannels() * g.outPlane());
    double[] a = unset(da.length);
    double[] dh = unset(h.length);
    double[] dw = unset(w.length);
    ConvKernel<double[]> kernel = ScalarKernels.float64(partition).conv();
    kernel.forward(h, w, a, n, g, false);
    kernel.inputGradient(da, w, dh, n, g, false);
    kernel.weightGradient(da, h, dw, n, g, false);
    return new double[][] {a, dh, dw};
  }

  @Test
  void denseLayers() {
    double[][] whole = dense(Partition.SERIAL);
    for (int cut : CUTS) {
      assertThat(dense(every(cut))).as("cut every %d", cut).isDeepEqualTo(whole);
    }
  }

  /** a, ∂h and ∂W. */
  private static double[][] dense(Partition partition) {
    int n = 143;
    int in = 37;
    int out = 150;
    Samples samples = new Samples(6);
    double[] h = samples.normals(n * in);
    double[] w = samples.normals(out * in);
    double[] da = samples.normals(n * out);
    double[] a = unset(n * out);
    double[] dh = unset(n * in);
    double[] dw = unset(out * in);
    DenseKernel<double[]> kernel = ScalarKernels.float64(partition).dense();
    kernel.forward(h, w, null, a, n, in, out, false);
    kernel.inputGradient(da, w, null, dh, n, in, out, false);
    kernel.weightGradient(da, h, dw, n, in, out, false);
    return new double[][] {a, dh, dw};
  }

  private static double[] unset(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
