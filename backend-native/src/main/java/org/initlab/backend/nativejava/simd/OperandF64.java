package org.initlab.backend.nativejava.simd;

/** A stored matrix, to be read as it is or transposed; the right one's rows may be scaled. */
record OperandF64(boolean transposed, double[] array, int offset, int stride, double[] scale) {
  /**
   * The left matrix: rows i… of op(A) by depth p…, into panels of MR rows and of {@code
   * panelDepth}, of which {@code depth} from {@code start} on are written; a matrix that is not
   * transposed is packed in its whole depth.
   */
  void packRows(
      int i, int rows, int p, int depth, int panelDepth, int start, double[] to, int out) {
    if (transposed) {
      int at = offset + p * stride + i;
      PackF64.rowsOfTransposed(array, at, stride, depth, panelDepth, start, rows, to, out);
    } else {
      PackF64.rows(array, offset + i * stride + p, stride, depth, rows, to, out);
    }
  }

  /**
   * The right matrix: depth p… by columns j… of op(B), into panels of NR columns and of {@code
   * panelDepth}, of which {@code depth} are written.
   */
  void packColumns(int j, int columns, int p, int depth, int panelDepth, double[] to, int out) {
    if (transposed) {
      PackF64.columnsOfTransposed(
          array, offset + j * stride + p, stride, scale, j, depth, panelDepth, columns, to, out);
    } else {
      PackF64.columns(
          array, offset + p * stride + j, stride, scale, p, depth, panelDepth, columns, to, out);
    }
  }
}
