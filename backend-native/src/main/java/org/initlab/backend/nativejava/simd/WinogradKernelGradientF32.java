package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The last step of Winograd gradients of kernels: from 4×4 sums to gradients of 3×3 kernels. */
final class WinogradKernelGradientF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private WinogradKernelGradientF32() {}

  /**
   * Gᵀ m G for the output channels from … to−1; the sums m are lost.
   *
   * @param stride from one of the 16 elements to the next
   * @param ld from one output channel to the next
   * @param channels of the input
   */
  static void collect(
      float[] sums,
      int stride,
      int ld,
      int channels,
      float[] dWeight,
      int from,
      int to,
      boolean add) {
    for (int o = from; o < to; o++) {
      int row = o * ld;
      for (int c = 0; c < channels; c += LANES) {
        for (int r = 0; r < 4; r++) collect(sums, row + c + 4 * r * stride, stride);
        for (int s = 0; s < 3; s++) collect(sums, row + c + s * stride, 4 * stride);
      }
      if (add) add(sums, row, stride, channels, dWeight, o * channels * 9);
      else put(sums, row, stride, channels, dWeight, o * channels * 9);
    }
  }

  private static void add(float[] m, int in, int stride, int channels, float[] dWeight, int out) {
    for (int k = 0; k < 9; k++) {
      int from = in + (k / 3 * 4 + k % 3) * stride;
      for (int c = 0; c < channels; c++) dWeight[out + 9 * c + k] += m[from + c];
    }
  }

  private static void put(float[] m, int in, int stride, int channels, float[] dWeight, int out) {
    int down = 4 * stride;
    for (int c = in; c < in + channels; c++) {
      dWeight[out] = m[c];
      dWeight[out + 1] = m[c + stride];
      dWeight[out + 2] = m[c + 2 * stride];
      dWeight[out + 3] = m[c + down];
      dWeight[out + 4] = m[c + down + stride];
      dWeight[out + 5] = m[c + down + 2 * stride];
      dWeight[out + 6] = m[c + 2 * down];
      dWeight[out + 7] = m[c + 2 * down + stride];
      dWeight[out + 8] = m[c + 2 * down + 2 * stride];
      out += 9;
    }
  }

  /**
   * Gᵀ m for four vectors of m in place, with the rows of Gᵀ (1, ½, ½, 0), (0, ½, −½, 0) and (0, ½,
   * ½, 1).
   */
  private static void collect(float[] m, int at, int stride) {
    float half = 1 / (float) 2;
    FloatVector b = FloatVector.fromArray(SPECIES, m, at + stride);
    FloatVector c = FloatVector.fromArray(SPECIES, m, at + 2 * stride);
    FloatVector even = b.add(c).mul(half);
    even.add(FloatVector.fromArray(SPECIES, m, at)).intoArray(m, at);
    b.sub(c).mul(half).intoArray(m, at + stride);
    even.add(FloatVector.fromArray(SPECIES, m, at + 3 * stride)).intoArray(m, at + 2 * stride);
  }
}
