package org.initlab.backend.nativejava.simd;

/**
 * How the results of one image fill vectors. Where whole vectors fit a row of results, every lane
 * holds one; else vectors run on over the places between two rows, whose lanes hold nothing. The
 * number of vectors is even, as the micro-kernel's tiles are two wide.
 *
 * @param places for every vector, the place of its first result, as {@link TapTable} counts them
 * @param pitch from one row of results to the next, in lanes
 * @param size all lanes
 */
record ResultVectors(int[] places, int pitch, int size) {

  static ResultVectors of(TapTable table, int lanes) {
    boolean whole = table.columns() % lanes == 0;
    int vectors =
        whole ? table.rows() * table.columns() / lanes : Tiles.covering(table.span(), lanes);
    int[] places = new int[Tiles.roundUp(vectors, 2)];
    for (int v = 0; v < vectors; v++) {
      int lane = v * lanes;
      places[v] =
          whole ? lane / table.columns() * table.layout().pitch() + lane % table.columns() : lane;
    }
    int pitch = whole ? table.columns() : table.layout().pitch();
    return new ResultVectors(places, pitch, places.length * lanes);
  }
}
