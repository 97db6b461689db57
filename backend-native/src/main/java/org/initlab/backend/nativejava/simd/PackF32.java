package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packing for {@link MicroKernelF32}: A in panels of as many rows as a tile is high, B in panels of
 * {@link MicroKernelF32#COLUMNS} columns; a panel holds, for one k after the other, its elements
 * side by side. Rows of B may be scaled on the way, with one rounding. Panels follow one another
 * from {@code to[out]}. What a panel reaches beyond the matrix is zero.
 */
final class PackF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int MR = MicroKernelF32.ROWS;
  private static final int NR = MicroKernelF32.COLUMNS;

  /** Columns that are copied row by row: memory is read in longer runs than one panel's. */
  private static final int TOGETHER = 16 * NR;

  /** The same of rows. */
  private static final int ROWS_TOGETHER = 16 * MR;

  /** Depths interleaved before the panel's next columns: so much of it stays in the first cache. */
  private static final int DEPTH_RUN = 64;

  private PackF32() {}

  /** A not transposed: element (i, p) is {@code from[in + i·stride + p]}. */
  static void rows(float[] from, int in, int stride, int depth, int rows, float[] to, int out) {
    for (int i = 0; i < rows; i += MR) {
      int height = MicroKernelF32.height(rows - i);
      int filled = Math.min(height, rows - i);
      rowPanel(from, in + i * stride, stride, depth, filled, height, to, out + i * depth);
    }
  }

  /** One panel of A, not transposed, of {@code height} rows, of which {@code rows} are there. */
  static void rowPanel(
      float[] from, int in, int stride, int depth, int rows, int height, float[] to, int out) {
    if (rows < height) {
      partialPanel(from, in, stride, null, 0, depth, rows, to, out, height);
      return;
    }
    int x = 0;
    for (; x + 4 <= height; x += 4) {
      interleave4(from, in + x * stride, stride, null, 0, depth, to, out + x, height);
    }
    if (x < height) interleave2(from, in + x * stride, stride, depth, to, out + x, height);
  }

  /**
   * A transposed: element (i, p) is {@code from[in + p·stride + i]}.
   *
   * @param panelDepth of the panels, of which {@code depth} from {@code start} on are written
   */
  static void rowsOfTransposed(
      float[] from,
      int in,
      int stride,
      int depth,
      int panelDepth,
      int start,
      int rows,
      float[] to,
      int out) {
    int whole = rows / MR * MR;
    for (int i = 0; i < whole; i += ROWS_TOGETHER) {
      int end = Math.min(whole, i + ROWS_TOGETHER);
      for (int p = 0; p < depth; p++) {
        int row = in + p * stride;
        int line = out + (start + p) * MR;
        for (int y = i; y < end; y += MR) {
          int at = line + y * panelDepth;
          for (int x = 0; x < MR; x++) to[at + x] = from[row + y + x];
        }
      }
    }
    if (whole < rows) {
      int height = MicroKernelF32.height(rows - whole);
      int panel = out + whole * panelDepth + start * height;
      partialRows(from, in + whole, stride, depth, rows - whole, to, panel, height);
    }
  }

  /** One panel of B, not transposed: element (p, j) is {@code from[in + p·stride + j]}. */
  static void panel(float[] from, int in, int stride, int depth, float[] to, int out) {
    for (int p = 0; p < depth; p++) {
      FloatVector.fromArray(SPECIES, from, in).intoArray(to, out);
      FloatVector.fromArray(SPECIES, from, in + LANES).intoArray(to, out + LANES);
      in += stride;
      out += NR;
    }
  }

  /**
   * B not transposed: element (p, j) is {@code from[in + p·stride + j]}, scaled by {@code
   * scale[first + p]} unless {@code scale} is null.
   *
   * @param panelDepth of the panels, of which {@code depth} are written
   */
  static void columns(
      float[] from,
      int in,
      int stride,
      float[] scale,
      int first,
      int depth,
      int panelDepth,
      int columns,
      float[] to,
      int out) {
    int whole = columns / NR * NR;
    for (int j = 0; j < whole; j += TOGETHER) {
      int end = Math.min(whole, j + TOGETHER);
      for (int p = 0; p < depth; p++) {
        float s = factor(scale, first + p);
        int row = in + p * stride;
        int line = out + p * NR;
        for (int x = j; x < end; x += NR) {
          int at = line + x * panelDepth;
          FloatVector.fromArray(SPECIES, from, row + x).mul(s).intoArray(to, at);
          FloatVector.fromArray(SPECIES, from, row + x + LANES).mul(s).intoArray(to, at + LANES);
        }
      }
    }
    if (whole < columns) {
      int rest = columns - whole;
      int panel = out + whole * panelDepth;
      partialRows(from, in + whole, stride, depth, rest, to, panel, NR);
      for (int p = 0; scale != null && p < depth; p++) {
        for (int x = panel + p * NR; x < panel + p * NR + rest; x++) to[x] *= scale[first + p];
      }
    }
  }

  /**
   * B transposed: element (p, j) is {@code from[in + j·stride + p]}, scaled by {@code scale[first +
   * j]} unless {@code scale} is null.
   *
   * @param panelDepth of the panels, of which {@code depth} are written
   */
  static void columnsOfTransposed(
      float[] from,
      int in,
      int stride,
      float[] scale,
      int first,
      int depth,
      int panelDepth,
      int columns,
      float[] to,
      int out) {
    int j = 0;
    for (; j + NR <= columns; j += NR) {
      for (int p = 0; p < depth; p += DEPTH_RUN) {
        int run = Math.min(DEPTH_RUN, depth - p);
        int at = in + j * stride + p;
        int panel = out + j * panelDepth + p * NR;
        int x = 0;
        for (; x + 8 <= NR; x += 8) {
          int row = first + j + x;
          interleave8(from, at + x * stride, stride, scale, row, run, to, panel + x, NR);
        }
        for (; x < NR; x += 4) {
          int row = first + j + x;
          interleave4(from, at + x * stride, stride, scale, row, run, to, panel + x, NR);
        }
      }
    }
    if (j < columns) {
      int panel = out + j * panelDepth;
      partialPanel(
          from, in + j * stride, stride, scale, first + j, depth, columns - j, to, panel, NR);
    }
  }

  /** Eight stored rows become eight neighbours in every row of a panel: a whole cache line. */
  private static void interleave8(
      float[] from,
      int in,
      int stride,
      float[] scale,
      int first,
      int depth,
      float[] to,
      int out,
      int width) {
    float s0 = factor(scale, first + 0);
    float s1 = factor(scale, first + 1);
    float s2 = factor(scale, first + 2);
    float s3 = factor(scale, first + 3);
    float s4 = factor(scale, first + 4);
    float s5 = factor(scale, first + 5);
    float s6 = factor(scale, first + 6);
    float s7 = factor(scale, first + 7);

    int in1 = in + stride;
    int in2 = in1 + stride;
    int in3 = in2 + stride;
    int in4 = in3 + stride;
    int in5 = in4 + stride;
    int in6 = in5 + stride;
    int in7 = in6 + stride;
    for (int p = 0; p < depth; p++) {
      to[out] = s0 * from[in + p];
      to[out + 1] = s1 * from[in1 + p];
      to[out + 2] = s2 * from[in2 + p];
      to[out + 3] = s3 * from[in3 + p];
      to[out + 4] = s4 * from[in4 + p];
      to[out + 5] = s5 * from[in5 + p];
      to[out + 6] = s6 * from[in6 + p];
      to[out + 7] = s7 * from[in7 + p];
      out += width;
    }
  }

  /** Four stored rows become four neighbours in every row of a panel. */
  private static void interleave4(
      float[] from,
      int in,
      int stride,
      float[] scale,
      int first,
      int depth,
      float[] to,
      int out,
      int width) {
    float s0 = factor(scale, first + 0);
    float s1 = factor(scale, first + 1);
    float s2 = factor(scale, first + 2);
    float s3 = factor(scale, first + 3);

    int in1 = in + stride;
    int in2 = in1 + stride;
    int in3 = in2 + stride;
    for (int p = 0; p < depth; p++) {
      to[out] = s0 * from[in + p];
      to[out + 1] = s1 * from[in1 + p];
      to[out + 2] = s2 * from[in2 + p];
      to[out + 3] = s3 * from[in3 + p];
      out += width;
    }
  }

  /** Two stored rows become two neighbours in every row of a panel. */
  private static void interleave2(
      float[] from, int in, int stride, int depth, float[] to, int out, int width) {
    int in1 = in + stride;
    for (int p = 0; p < depth; p++) {
      to[out] = from[in + p];
      to[out + 1] = from[in1 + p];
      out += width;
    }
  }

  /** The last panel when stored rows run along the depth. */
  private static void partialPanel(
      float[] from,
      int in,
      int stride,
      float[] scale,
      int first,
      int depth,
      int filled,
      float[] to,
      int out,
      int width) {
    if (filled < width) Arrays.fill(to, out, out + depth * width, 0);
    int x = 0;
    for (; x + 4 <= filled; x += 4) {
      interleave4(from, in + x * stride, stride, scale, first + x, depth, to, out + x, width);
    }
    for (; x < filled; x++) {
      int at = in + x * stride;
      float s = factor(scale, first + x);
      for (int p = 0; p < depth; p++) to[out + p * width + x] = s * from[at + p];
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

  private static float factor(float[] scale, int at) {
    return scale == null ? 1 : scale[at];
  }
}
