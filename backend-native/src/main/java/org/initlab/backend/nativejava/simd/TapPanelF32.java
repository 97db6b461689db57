package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs what the taps of a convolution read for one tile of results, for {@link MicroKernelF32}.
 */
final class TapPanelF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private TapPanelF32() {}

  /** Row p of the panel: from[offset + left …], from[offset + right …], offset of tap first + p. */
  static void pack(
      float[] from, int left, int right, int[] offsets, int first, int taps, float[] to) {
    int out = 0;
    for (int p = first; p < first + taps; p++) {
      FloatVector.fromArray(SPECIES, from, offsets[p] + left).intoArray(to, out);
      FloatVector.fromArray(SPECIES, from, offsets[p] + right).intoArray(to, out + LANES);
      out += 2 * LANES;
    }
  }
}
