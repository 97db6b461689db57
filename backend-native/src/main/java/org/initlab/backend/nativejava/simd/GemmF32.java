package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Matrix products in float32, blocked for the caches as by Goto and van de Geijn (2008, "Anatomy of
 * high-performance matrix multiplication"): panels of A and B are packed so that the micro-kernel
 * reads them in order.
 *
 * <p>Threads share the tiles of C and never the depth k, and every element of C is one chain of
 * fused multiply-adds over k in order; so its bits are the same for any number of threads, position
 * and block size.
 *
 * <p>An instance reuses its packing buffers and serves one caller at a time.
 */
public final class GemmF32 {
  private static final int MR = MicroKernelF32.ROWS;
  private static final int NR = MicroKernelF32.COLUMNS;
  static final int DEPTH_BLOCK = 256;
  private static final int ROW_BLOCK = 192;
  private static final int COLUMN_BLOCK = 2048;

  /** Fewer multiplications than this cost less than waking a thread. */
  private static final long PARALLEL_THRESHOLD = 200_000;

  private final WorkPool pool;
  private final Buffers[] buffers;

  public GemmF32(WorkPool pool) {
    this.pool = pool;
    this.buffers = new Buffers[pool.threads()];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  /**
   * C = op(A)·op(B), or C += op(A)·op(B) if {@code accumulate}. Row-major: op(A) is m×k, op(B) k×n,
   * C m×n, and element (i, j) of a stored matrix X is {@code x[xOffset + i·ldx + j]}.
   *
   * @throws IndexOutOfBoundsException if a matrix does not lie within its array
   */
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    MatrixBounds.check("A", a.length, aOffset, transposeA ? k : m, transposeA ? m : k, lda);
    MatrixBounds.check("B", b.length, bOffset, transposeB ? n : k, transposeB ? k : n, ldb);
    MatrixBounds.check("C", c.length, cOffset, m, n, ldc);
    Product product =
        new Product(
            transposeA,
            transposeB,
            k,
            a,
            aOffset,
            lda,
            b,
            bOffset,
            ldb,
            accumulate,
            c,
            cOffset,
            ldc);
    if ((long) m * n * k < PARALLEL_THRESHOLD || pool.threads() == 1) {
      product.rectangle(buffers[0], 0, m, 0, n);
      return;
    }
    TileGrid grid = TileGrid.of(pool.threads(), m, n, MR, NR);
    pool.run(
        grid.parts(),
        part ->
            product.rectangle(
                buffers[part],
                grid.firstRow(part),
                grid.endRow(part),
                grid.firstColumn(part),
                grid.endColumn(part)));
  }

  /** The packed panels of one thread; they grow to what was needed so far. */
  private static final class Buffers {
    final float[] tile = new float[MR * NR];
    float[] a = {};
    float[] b = {};

    void reserve(int rows, int columns, int depth) {
      int needA = Math.min(ROW_BLOCK, TileGrid.roundUp(rows, MR)) * Math.min(DEPTH_BLOCK, depth);
      int needB =
          Math.min(COLUMN_BLOCK, TileGrid.roundUp(columns, NR)) * Math.min(DEPTH_BLOCK, depth);
      if (a.length < needA) a = new float[needA];
      if (b.length < needB) b = new float[needB];
    }
  }

  private record Product(
      boolean transposeA,
      boolean transposeB,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {

    /** The elements of C in rows i0 … i1−1 and columns j0 … j1−1. */
    void rectangle(Buffers buffers, int i0, int i1, int j0, int j1) {
      if (!accumulate) {
        for (int i = i0; i < i1; i++) {
          Arrays.fill(c, cOffset + i * ldc + j0, cOffset + i * ldc + j1, 0);
        }
      }
      buffers.reserve(i1 - i0, j1 - j0, k);
      for (int j = j0; j < j1; j += COLUMN_BLOCK) {
        int columns = Math.min(COLUMN_BLOCK, j1 - j);
        for (int p = 0; p < k; p += DEPTH_BLOCK) {
          int depth = Math.min(DEPTH_BLOCK, k - p);
          packB(buffers.b, p, depth, j, columns);
          for (int i = i0; i < i1; i += ROW_BLOCK) {
            int rows = Math.min(ROW_BLOCK, i1 - i);
            packA(buffers.a, i, rows, p, depth);
            tiles(buffers, i, rows, j, columns, depth);
          }
        }
      }
    }

    private void packA(float[] to, int i, int rows, int p, int depth) {
      if (transposeA) PackF32.rowsOfTransposed(a, aOffset + p * lda + i, lda, depth, rows, to);
      else PackF32.rows(a, aOffset + i * lda + p, lda, depth, rows, to);
    }

    private void packB(float[] to, int p, int depth, int j, int columns) {
      if (transposeB)
        PackF32.columnsOfTransposed(b, bOffset + j * ldb + p, ldb, depth, columns, to);
      else PackF32.columns(b, bOffset + p * ldb + j, ldb, depth, columns, to);
    }

    private void tiles(Buffers buffers, int i, int rows, int j, int columns, int depth) {
      for (int jr = 0; jr < columns; jr += NR) {
        int width = Math.min(NR, columns - jr);
        for (int ir = 0; ir < rows; ir += MR) {
          int height = Math.min(MR, rows - ir);
          int panelHeight = MicroKernelF32.height(rows - ir);
          int at = cOffset + (i + ir) * ldc + j + jr;
          int ap = ir * depth;
          int bp = jr * depth;
          if (height == panelHeight && width == NR) {
            MicroKernelF32.run(height, depth, buffers.a, ap, buffers.b, bp, c, at, ldc);
          } else {
            copy(c, at, ldc, buffers.tile, 0, NR, height, width);
            MicroKernelF32.run(
                panelHeight, depth, buffers.a, ap, buffers.b, bp, buffers.tile, 0, NR);
            copy(buffers.tile, 0, NR, c, at, ldc, height, width);
          }
        }
      }
    }

    private static void copy(
        float[] from, int in, int ldIn, float[] to, int out, int ldOut, int rows, int columns) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) to[out + i * ldOut + j] = from[in + i * ldIn + j];
      }
    }
  }
}
