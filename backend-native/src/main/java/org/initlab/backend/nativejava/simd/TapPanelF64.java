package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs what the taps of a convolution read for one tile of results, for {@link MicroKernelF64}.
 */
final class TapPanelF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private TapPanelF64() {}

  /** Row p of the panel: from[offset + left …], from[offset + right …], offset of tap first + p. */
  static void pack(
      double[] from, int left, int right, int[] offsets, int first, int taps, double[] to) {
    int out = 0;
    for (int p = first; p < first + taps; p++) {
      DoubleVector.fromArray(SPECIES, from, offsets[p] + left).intoArray(to, out);
      DoubleVector.fromArray(SPECIES, from, offsets[p] + right).intoArray(to, out + LANES);
      out += 2 * LANES;
    }
  }
}
