package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Epilogue;

/** The three products of a dense layer as matrix products. */
final class GemmDenseF64 implements DenseKernel<double[]> {
  private final GemmF64 gemm;

  GemmDenseF64(GemmF64 gemm) {
    this.gemm = gemm;
  }

  @Override
  public void forward(
      double[] h, double[] w, double[] scale, double[] a, int n, int in, int out, boolean add) {
    gemm.gemm(false, true, n, out, in, h, 0, in, w, 0, in, scale, add, a, 0, out);
  }

  @Override
  public void forward(
      double[] h,
      double[] w,
      double[] scale,
      double[] a,
      int n,
      int in,
      int out,
      Epilogue epilogue) {
    gemm.gemm(false, true, n, out, in, h, 0, in, w, 0, in, scale, false, a, 0, out, epilogue);
  }

  @Override
  public void inputGradient(
      double[] da, double[] w, double[] scale, double[] dh, int n, int in, int out, boolean add) {
    gemm.gemm(false, false, n, in, out, da, 0, out, w, 0, in, scale, add, dh, 0, in);
  }

  @Override
  public void weightGradient(
      double[] da, double[] h, double[] dw, int n, int in, int out, boolean add) {
    gemm.gemm(true, false, out, in, n, da, 0, out, h, 0, in, null, add, dw, 0, in);
  }
}
