package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Epilogue;

/** The three products of a dense layer as matrix products. */
final class GemmDenseF32 implements DenseKernel<float[]> {
  private final GemmF32 gemm;

  GemmDenseF32(GemmF32 gemm) {
    this.gemm = gemm;
  }

  @Override
  public void forward(
      float[] h, float[] w, float[] scale, float[] a, int n, int in, int out, boolean add) {
    gemm.gemm(false, true, n, out, in, h, 0, in, w, 0, in, scale, add, a, 0, out);
  }

  @Override
  public void forward(
      float[] h, float[] w, float[] scale, float[] a, int n, int in, int out, Epilogue epilogue) {
    gemm.gemm(false, true, n, out, in, h, 0, in, w, 0, in, scale, false, a, 0, out, epilogue);
  }

  @Override
  public void inputGradient(
      float[] da, float[] w, float[] scale, float[] dh, int n, int in, int out, boolean add) {
    gemm.gemm(false, false, n, in, out, da, 0, out, w, 0, in, scale, add, dh, 0, in);
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dw, int n, int in, int out, boolean add) {
    gemm.gemm(true, false, out, in, n, da, 0, out, h, 0, in, null, add, dw, 0, in);
  }
}
