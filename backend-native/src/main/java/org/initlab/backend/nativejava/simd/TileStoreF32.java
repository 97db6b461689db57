package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies a tile of results to where it belongs. */
final class TileStoreF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = MicroKernelF32.COLUMNS;

  private TileStoreF32() {}

  /**
   * The first {@code columns} columns of a tile, or all, of its first {@code rows} rows.
   *
   * @param out where the first row goes
   * @param ld from one row to the next
   */
  static void put(float[] tile, int rows, int columns, float[] to, int out, int ld, boolean add) {
    if (columns < COLUMNS) part(tile, rows, columns, to, out, ld, add);
    else if (add) add(tile, rows, to, out, ld);
    else set(tile, rows, to, out, ld);
  }

  private static void set(float[] tile, int rows, float[] to, int out, int ld) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS, out += ld) {
      FloatVector.fromArray(SPECIES, tile, in).intoArray(to, out);
      FloatVector.fromArray(SPECIES, tile, in + LANES).intoArray(to, out + LANES);
    }
  }

  private static void add(float[] tile, int rows, float[] to, int out, int ld) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS, out += ld) {
      FloatVector left = FloatVector.fromArray(SPECIES, to, out);
      FloatVector right = FloatVector.fromArray(SPECIES, to, out + LANES);
      left.add(FloatVector.fromArray(SPECIES, tile, in)).intoArray(to, out);
      right.add(FloatVector.fromArray(SPECIES, tile, in + LANES)).intoArray(to, out + LANES);
    }
  }

  private static void part(
      float[] tile, int rows, int columns, float[] to, int out, int ld, boolean add) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS, out += ld) {
      if (add) for (int x = 0; x < columns; x++) to[out + x] += tile[in + x];
      else for (int x = 0; x < columns; x++) to[out + x] = tile[in + x];
    }
  }
}
