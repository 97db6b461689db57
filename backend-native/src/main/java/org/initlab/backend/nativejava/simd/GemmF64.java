package org.initlab.backend.nativejava.simd;

import java.util.function.IntConsumer;
import org.initlab.backend.nativejava.kernel.Epilogue;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Matrix products in float64, blocked for the caches as by Goto and van de Geijn (2008, "Anatomy of
 * high-performance matrix multiplication"): panels of A and B are packed so that the micro-kernel
 * reads them in order.
 *
 * <p>The threads pack A and B together, once, and then claim blocks of C ({@link BlockGrid}), many
 * more than there are threads: a core that is slow for a while does less instead of keeping the
 * others waiting. They never share the depth k, and every element of C is one chain of fused
 * multiply-adds over k in order; so its bits are the same for any number of threads, position and
 * block size.
 *
 * <p>An instance reuses its packing buffers and serves one caller at a time.
 */
public final class GemmF64 {
  private static final int MR = MicroKernelF64.ROWS;
  private static final int NR = MicroKernelF64.COLUMNS;

  /** Panels that C is loaded and stored for once; they stream from the second-level cache. */
  private static final int DEPTH_BLOCK = 512;

  /** Larger products are packed in several rounds, so that buffers stay bounded. */
  private static final int ROUND_DEPTH = 2 * DEPTH_BLOCK;

  private static final int ROUND_SIDE = 4096;

  /** Fewer multiplications than this cost less than waking a thread. */
  private static final long PARALLEL_THRESHOLD = 600_000;

  /** Up to so many multiplications packing costs more than it saves. */
  private static final long SMALL_PRODUCT = 300_000;

  private final WorkPool pool;
  private final DirectProductF64 direct = new DirectProductF64();
  private double[] packedA = {};
  private double[] packedB = {};
  private double[] edges = {};

  public GemmF64(WorkPool pool) {
    this.pool = pool;
  }

  /**
   * C = op(A)·op(B), or C += op(A)·op(B) if {@code accumulate}. Row-major: op(A) is m×k, op(B) k×n,
   * C m×n, and element (i, j) of a stored matrix X is {@code x[xOffset + i·ldx + j]}.
   *
   * @param scaleB the factor by which every stored row of B counts; null for ones
   * @throws IndexOutOfBoundsException if a matrix does not lie within its array
   */
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double[] scaleB,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc) {
    gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        scaleB,
        accumulate,
        c,
        cOffset,
        ldc,
        null);
  }

  /**
   * The same, and what follows: rows of C are samples, its columns channels of one position.
   *
   * @param epilogue null for none
   */
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double[] scaleB,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc,
      Epilogue epilogue) {
    MatrixBounds.check("A", a.length, aOffset, transposeA ? k : m, transposeA ? m : k, lda);
    MatrixBounds.check("B", b.length, bOffset, transposeB ? n : k, transposeB ? k : n, ldb);
    MatrixBounds.check("C", c.length, cOffset, m, n, ldc);
    OperandF64 left = new OperandF64(transposeA, a, aOffset, lda, null);
    OperandF64 right = new OperandF64(transposeB, b, bOffset, ldb, scaleB);
    TargetF64 target = new TargetF64(c, cOffset, ldc);
    long multiplications = (long) m * n * k;
    if (multiplications <= SMALL_PRODUCT) {
      if (!accumulate) target.clear(0, m, 0, n);
      direct.add(left, right, target, m, n, k);
      complete(epilogue, 0, m, 0, n);
      return;
    }
    boolean parallel = multiplications >= PARALLEL_THRESHOLD;
    for (int j = 0; j < n; j += ROUND_SIDE) {
      int columns = Math.min(ROUND_SIDE, n - j);
      for (int p = 0; p < k; p += ROUND_DEPTH) {
        int depth = Math.min(ROUND_DEPTH, k - p);
        for (int i = 0; i < m; i += ROUND_SIDE) {
          int rows = Math.min(ROUND_SIDE, m - i);
          pack(left, i, rows, i == 0 ? right : null, j, columns, p, depth, parallel);
          BlockGrid grid = BlockGrid.of(pool.threads(), rows, columns, depth, MR, NR);
          if (edges.length < grid.blocks() * MR * NR) edges = new double[grid.blocks() * MR * NR];
          boolean clear = p == 0 && !accumulate;
          TargetF64 corner = target.from(i, j);
          Epilogue last = p + depth == k ? epilogue : null;
          int firstRow = i;
          int firstColumn = j;
          fork(
              parallel,
              grid.blocks(),
              block -> {
                block(grid, block, depth, corner, clear);
                complete(
                    last,
                    firstRow + grid.firstRow(block),
                    firstRow + grid.endRow(block),
                    firstColumn + grid.firstColumn(block),
                    firstColumn + grid.endColumn(block));
              });
        }
      }
    }
  }

  private static void complete(Epilogue epilogue, int i0, int i1, int j0, int j1) {
    if (epilogue != null) epilogue.complete(i0, i1, j0, j1, 0, 1);
  }

  private void fork(boolean parallel, int parts, IntConsumer task) {
    if (parallel) pool.run(parts, task);
    else for (int part = 0; part < parts; part++) task.accept(part);
  }

  /** Packs rows of A, and columns of B unless {@code right} is null: they are packed already. */
  private void pack(
      OperandF64 left,
      int i,
      int rows,
      OperandF64 right,
      int j,
      int columns,
      int p,
      int depth,
      boolean parallel) {
    int sizeA = Tiles.roundUp(rows, MR) * depth;
    int sizeB = Tiles.roundUp(columns, NR) * depth;
    if (packedA.length < sizeA) packedA = new double[sizeA];
    if (packedB.length < sizeB) packedB = new double[sizeB];
    PackingPieces ofA = PackingPieces.of(rows, MR, depth, left.transposed());
    PackingPieces ofB =
        right == null
            ? PackingPieces.NONE
            : PackingPieces.of(columns, NR, depth, !right.transposed());
    fork(
        parallel,
        ofA.count() + ofB.count(),
        part -> {
          if (part < ofA.count()) packRows(left, i, p, ofA, part);
          else packColumns(right, j, p, ofB, part - ofA.count());
        });
  }

  private void packRows(OperandF64 left, int i, int p, PackingPieces pieces, int piece) {
    int height = Tiles.roundUp(pieces.extent(), MR);
    int from = pieces.first(piece);
    int q = pieces.firstDepth(piece);
    while (q < pieces.endDepth(piece)) {
      int block = q / DEPTH_BLOCK * DEPTH_BLOCK;
      int panelDepth = Math.min(DEPTH_BLOCK, pieces.depth() - block);
      int run = Math.min(pieces.endDepth(piece), block + panelDepth) - q;
      int at = block * height + from * panelDepth;
      left.packRows(i + from, pieces.size(piece), p + q, run, panelDepth, q - block, packedA, at);
      q += run;
    }
  }

  private void packColumns(OperandF64 right, int j, int p, PackingPieces pieces, int piece) {
    int width = Tiles.roundUp(pieces.extent(), NR);
    int from = pieces.first(piece);
    int q = pieces.firstDepth(piece);
    while (q < pieces.endDepth(piece)) {
      int block = q / DEPTH_BLOCK * DEPTH_BLOCK;
      int panelDepth = Math.min(DEPTH_BLOCK, pieces.depth() - block);
      int run = Math.min(pieces.endDepth(piece), block + panelDepth) - q;
      int at = block * width + from * panelDepth + (q - block) * NR;
      right.packColumns(j + from, pieces.size(piece), p + q, run, panelDepth, packedB, at);
      q += run;
    }
  }

  /** One block of C from packed panels. */
  private void block(BlockGrid grid, int block, int depth, TargetF64 target, boolean clear) {
    int i0 = grid.firstRow(block);
    int i1 = grid.endRow(block);
    int j0 = grid.firstColumn(block);
    int j1 = grid.endColumn(block);
    if (clear) target.clear(i0, i1, j0, j1);
    double[] c = target.array();
    int ldc = target.stride();
    int edge = block * MR * NR;
    int heightA = Tiles.roundUp(grid.rows(), MR);
    int widthB = Tiles.roundUp(grid.columns(), NR);
    for (int p = 0; p < depth; p += DEPTH_BLOCK) {
      int run = Math.min(DEPTH_BLOCK, depth - p);
      for (int j = j0; j < j1; j += NR) {
        int width = Math.min(NR, j1 - j);
        int bp = p * widthB + j * run;
        for (int i = i0; i < i1; i += MR) {
          int height = Math.min(MR, i1 - i);
          int panelHeight = MicroKernelF64.height(i1 - i);
          int ap = p * heightA + i * run;
          int at = target.at(i, j);
          if (height == panelHeight && width == NR) {
            MicroKernelF64.run(height, run, packedA, ap, packedB, bp, c, at, ldc);
          } else {
            copy(c, at, ldc, edges, edge, NR, height, width);
            MicroKernelF64.run(panelHeight, run, packedA, ap, packedB, bp, edges, edge, NR);
            copy(edges, edge, NR, c, at, ldc, height, width);
          }
        }
      }
    }
  }

  private static void copy(
      double[] from, int in, int ldIn, double[] to, int out, int ldOut, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) to[out + i * ldOut + j] = from[in + i * ldIn + j];
    }
  }
}
