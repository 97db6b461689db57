package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.Spares;

/**
 * a = h Wᵀ and its two adjoints as sums of rows ({@link RowProduct}); every sum runs in the order
 * of its index.
 */
public final class DenseLoops implements DenseKernel<float[]> {
  private final Partition partition;
  private final Spares<RowProduct> products = new Spares<>(RowProduct::new);

  public DenseLoops(Partition partition) {
    this.partition = partition;
  }

  /** a_i = Σ_k h_ik·(column k of W). */
  @Override
  public void forward(
      float[] h, float[] weight, float[] scale, float[] a, int n, int in, int out, boolean add) {
    RowSource columns = WeightRows.transposed(weight, scale, in);
    multiply(new RowProduct.Factors(h, in, 1), columns, a, n, in, out, add);
  }

  /** ∂h_i = Σ_o ∂a_io·(row o of W). */
  @Override
  public void inputGradient(
      float[] da, float[] weight, float[] scale, float[] dh, int n, int in, int out, boolean add) {
    RowSource rows = WeightRows.of(weight, scale, in);
    multiply(new RowProduct.Factors(da, out, 1), rows, dh, n, out, in, add);
  }

  /** ∂W_o = Σ_i ∂a_io·h_i. */
  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, int in, int out, boolean add) {
    multiply(new RowProduct.Factors(da, 1, out), RowSource.rows(h, in), dWeight, out, n, in, add);
  }

  private void multiply(
      RowProduct.Factors a, RowSource b, float[] c, int rows, int depth, int width, boolean add) {
    partition.run(
        rows,
        2L * depth * width,
        (from, to) -> {
          RowProduct product = products.borrow();
          product.compute(a, b, depth, c, width, from, to, add);
          products.giveBack(product);
        });
  }
}
