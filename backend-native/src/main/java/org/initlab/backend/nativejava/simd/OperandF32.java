package org.initlab.backend.nativejava.simd;

/** A stored matrix, to be read as it is or transposed; the right one's rows may be scaled. */
record OperandF32(boolean transposed, float[] array, int offset, int stride, float[] scale) {
  /**
   * The left matrix: rows i… of op(A) by depth p…, into panels of MR rows and of {@code
   * panelDepth}, of which {@code depth} from {@code start} on are written; a matrix that is not
   * transposed is packed in its whole depth.
   */
  void packRows(int i, int rows, int p, int depth, int panelDepth, int start, float[] to, int out) {
    if (transposed) {
      int at = offset + p * stride + i;
      PackF32.rowsOfTransposed(array, at, stride, depth, panelDepth, start, rows, to, out);
    } else {
      PackF32.rows(array, offset + i * stride + p, stride, depth, rows, to, out);
    }
  }

  /**
   * The right matrix: depth p… by columns j… of op(B), into panels of NR columns and of {@code
   * panelDepth}, of which {@code depth} are written.
   */
  void packColumns(int j, int columns, int p, int depth, int panelDepth, float[] to, int out) {
    if (transposed) {
      PackF32.columnsOfTransposed(
          array, offset + j * stride + p, stride, scale, j, depth, panelDepth, columns, to, out);
    } else {
      PackF32.columns(
          array, offset + p * stride + j, stride, scale, p, depth, panelDepth, columns, to, out);
    }
  }
}
