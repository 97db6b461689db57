package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies a tile of results to where it belongs. */
final class TileStoreF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = MicroKernelF64.COLUMNS;

  private TileStoreF64() {}

  /**
   * The first {@code columns} columns of a tile, or all, of its first {@code rows} rows.
   *
   * @param out where the first row goes
   * @param ld from one row to the next
   */
  static void put(double[] tile, int rows, int columns, double[] to, int out, int ld, boolean add) {
    if (columns < COLUMNS) part(tile, rows, columns, to, out, ld, add);
    else if (add) add(tile, rows, to, out, ld);
    else set(tile, rows, to, out, ld);
  }

  private static void set(double[] tile, int rows, double[] to, int out, int ld) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS, out += ld) {
      DoubleVector.fromArray(SPECIES, tile, in).intoArray(to, out);
      DoubleVector.fromArray(SPECIES, tile, in + LANES).intoArray(to, out + LANES);
    }
  }

  private static void add(double[] tile, int rows, double[] to, int out, int ld) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS, out += ld) {
      DoubleVector left = DoubleVector.fromArray(SPECIES, to, out);
      DoubleVector right = DoubleVector.fromArray(SPECIES, to, out + LANES);
      left.add(DoubleVector.fromArray(SPECIES, tile, in)).intoArray(to, out);
      right.add(DoubleVector.fromArray(SPECIES, tile, in + LANES)).intoArray(to, out + LANES);
    }
  }

  private static void part(
      double[] tile, int rows, int columns, double[] to, int out, int ld, boolean add) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS, out += ld) {
      if (add) for (int x = 0; x < columns; x++) to[out + x] += tile[in + x];
      else for (int x = 0; x < columns; x++) to[out + x] = tile[in + x];
    }
  }
}
