package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.Spares;
import org.initlab.backend.nativejava.scalar.TapSums;

/**
 * Convolution by its definition, a[i, o, y, x] = Σ_{c, ky, kx} W[o, c, ky, kx] · h[i, c, s·y + ky −
 * p, s·x + kx − p], and its two adjoints, all as sums of long rows ({@link RowSums}).
 *
 * <p>In a and ∂h a row is what one tap reads for many places, zeros in the padding included ({@link
 * TapRow}), and every channel of the result adds it with its own weight ({@link ConvTile}); {@link
 * TapSums} says which place of the operand and which weight belong to a tap. In ∂W a row is all
 * that one output sees ({@link ConvPatches}), and every output channel adds it with its gradient
 * ({@link ConvWeightTile}). Threads share rows of images or output channels, never a sum.
 */
public final class ConvLoops implements ConvKernel<float[]> {
  private final Partition partition;
  private final Spares<ConvTile> tiles = new Spares<>(ConvTile::new);
  private final Spares<ConvWeightTile> weightTiles = new Spares<>(ConvWeightTile::new);

  public ConvLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void forward(float[] h, float[] weight, float[] a, int n, ConvGeometry g, boolean add) {
    compute(h, weight, a, n, TapSums.forward(g), add);
  }

  /**
   * Phase by phase of the stride: inputs of one phase are read by the same taps. Phases that no tap
   * reads are set to 0.
   */
  @Override
  public void inputGradient(
      float[] da, float[] weight, float[] dh, int n, ConvGeometry g, boolean add) {
    for (int y = 0; y < Math.min(g.stride(), g.height()); y++) {
      for (int x = 0; x < Math.min(g.stride(), g.width()); x++) {
        compute(da, weight, dh, n, TapSums.inputGradient(g, y, x), add);
      }
    }
  }

  private void compute(
      float[] source, float[] weight, float[] target, int n, TapSums sums, boolean add) {
    partition.run(
        n * sums.rows().places(),
        2L * sums.columns().places() * sums.taps() * sums.targets(),
        (from, to) -> {
          ConvTile tile = tiles.borrow();
          tile.compute(source, weight, target, sums, from, to, add);
          tiles.giveBack(tile);
        });
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, ConvGeometry g, boolean add) {
    partition.run(
        g.outChannels(),
        2L * n * g.inChannels() * g.kernel() * g.kernel() * g.outPlane(),
        (from, to) -> {
          ConvWeightTile tile = weightTiles.borrow();
          tile.compute(da, h, dWeight, n, g, from, to, add);
          weightTiles.giveBack(tile);
        });
  }
}
