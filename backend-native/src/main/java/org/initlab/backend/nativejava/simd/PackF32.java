package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packing for {@link MicroKernelF32}: A in panels of as many rows as a tile is high, B in panels of
 * {@link MicroKernelF32#COLUMNS} columns; a panel holds, for one k after the other, its elements
 * side by side. Panels follow one another from {@code to[out]}. What a panel reaches beyond the
 * matrix is zero.
 */
final class PackF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int MR = MicroKernelF32.ROWS;
  private static final int NR = MicroKernelF32.COLUMNS;

  private PackF32() {}

  /** A not transposed: element (i, p) is {@code from[in + i·stride + p]}. */
  static void rows(float[] from, int in, int stride, int depth, int rows, float[] to, int out) {
    int i = 0;
    for (; i + MR <= rows; i += MR) {
      for (int x = 0; x < MR; x += 4) {
        interleave4(from, in + (i + x) * stride, stride, depth, to, out + i * depth + x, MR);
      }
    }
    if (i < rows) {
      int height = MicroKernelF32.height(rows - i);
      partialPanel(from, in + i * stride, stride, depth, rows - i, to, out + i * depth, height);
    }
  }

  /** A transposed: element (i, p) is {@code from[in + p·stride + i]}. */
  static void rowsOfTransposed(
      float[] from, int in, int stride, int depth, int rows, float[] to, int out) {
    int i = 0;
    for (; i + MR <= rows; i += MR) {
      int panel = out + i * depth;
      int at = in + i;
      for (int p = 0; p < depth; p++) {
        for (int x = 0; x < MR; x++) to[panel + x] = from[at + x];
        panel += MR;
        at += stride;
      }
    }
    if (i < rows) {
      int height = MicroKernelF32.height(rows - i);
      partialRows(from, in + i, stride, depth, rows - i, to, out + i * depth, height);
    }
  }

  /** B not transposed: element (p, j) is {@code from[in + p·stride + j]}. */
  static void columns(
      float[] from, int in, int stride, int depth, int columns, float[] to, int out) {
    int j = 0;
    for (; j + NR <= columns; j += NR) {
      int panel = out + j * depth;
      int at = in + j;
      for (int p = 0; p < depth; p++) {
        FloatVector.fromArray(SPECIES, from, at).intoArray(to, panel);
        FloatVector.fromArray(SPECIES, from, at + LANES).intoArray(to, panel + LANES);
        panel += NR;
        at += stride;
      }
    }
    if (j < columns) {
      partialRows(from, in + j, stride, depth, columns - j, to, out + j * depth, NR);
    }
  }

  /** B transposed: element (p, j) is {@code from[in + j·stride + p]}. */
  static void columnsOfTransposed(
      float[] from, int in, int stride, int depth, int columns, float[] to, int out) {
    int j = 0;
    for (; j + NR <= columns; j += NR) {
      int x = 0;
      for (; x + 8 <= NR; x += 8) {
        interleave8(from, in + (j + x) * stride, stride, depth, to, out + j * depth + x, NR);
      }
      for (; x < NR; x += 4) {
        interleave4(from, in + (j + x) * stride, stride, depth, to, out + j * depth + x, NR);
      }
    }
    if (j < columns) {
      partialPanel(from, in + j * stride, stride, depth, columns - j, to, out + j * depth, NR);
    }
  }

  /** Eight stored rows become eight neighbours in every row of a panel: a whole cache line. */
  private static void interleave8(
      float[] from, int in, int stride, int depth, float[] to, int out, int width) {
    int in1 = in + stride;
    int in2 = in1 + stride;
    int in3 = in2 + stride;
    int in4 = in3 + stride;
    int in5 = in4 + stride;
    int in6 = in5 + stride;
    int in7 = in6 + stride;
    for (int p = 0; p < depth; p++) {
      to[out] = from[in + p];
      to[out + 1] = from[in1 + p];
      to[out + 2] = from[in2 + p];
      to[out + 3] = from[in3 + p];
      to[out + 4] = from[in4 + p];
      to[out + 5] = from[in5 + p];
      to[out + 6] = from[in6 + p];
      to[out + 7] = from[in7 + p];
      out += width;
    }
  }

  /** Four stored rows become four neighbours in every row of a panel. */
  private static void interleave4(
      float[] from, int in, int stride, int depth, float[] to, int out, int width) {
    int in1 = in + stride;
    int in2 = in1 + stride;
    int in3 = in2 + stride;
    for (int p = 0; p < depth; p++) {
      to[out] = from[in + p];
      to[out + 1] = from[in1 + p];
      to[out + 2] = from[in2 + p];
      to[out + 3] = from[in3 + p];
      out += width;
    }
  }

  /** The last panel when stored rows run along the depth. */
  private static void partialPanel(
      float[] from, int in, int stride, int depth, int filled, float[] to, int out, int width) {
    if (filled < width) Arrays.fill(to, out, out + depth * width, 0);
    int x = 0;
    for (; x + 4 <= filled; x += 4) {
      interleave4(from, in + x * stride, stride, depth, to, out + x, width);
    }
    for (; x < filled; x++) {
      int at = in + x * stride;
      for (int p = 0; p < depth; p++) to[out + p * width + x] = from[at + p];
    }
  }

  /** The last panel when stored rows run across the panel. */
  private static void partialRows(
      float[] from, int in, int stride, int depth, int filled, float[] to, int out, int width) {
    for (int p = 0; p < depth; p++) {
      System.arraycopy(from, in, to, out, filled);
      Arrays.fill(to, out + filled, out + width, 0);
      in += stride;
      out += width;
    }
  }
}
