package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.ConvGeometry;

/** One rectangle of the results of a convolution, and how they fill vectors. */
record ConvPass(TapTable taps, ResultVectors vectors) {

  static ConvPass[] forward(ConvGeometry g, int lanes) {
    return of(lanes, TapTable.forward(g));
  }

  /** One pass for every phase of ∂h that has results: of a wide stride some have none. */
  static ConvPass[] inputGradient(ConvGeometry g, int lanes) {
    return of(lanes, TapTable.inputGradient(g));
  }

  private static ConvPass[] of(int lanes, TapTable... tables) {
    return Arrays.stream(tables)
        .filter(table -> table.span() > 0)
        .map(table -> new ConvPass(table, ResultVectors.of(table, lanes)))
        .toArray(ConvPass[]::new);
  }

  int depth() {
    return taps.offsets().length;
  }
}
