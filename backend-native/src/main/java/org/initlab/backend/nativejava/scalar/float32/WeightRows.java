package org.initlab.backend.nativejava.scalar.float32;

/** W_ok = s_o·w_ok, out×in, as the right operand of a product; a null s stands for ones. */
final class WeightRows {
  private WeightRows() {}

  /** W itself: its rows are those of W. */
  static RowSource of(float[] weight, float[] scale, int in) {
    if (scale == null) return RowSource.rows(weight, in);
    return (out, first, rows, from, count) -> {
      for (int r = 0; r < rows; r++) {
        copyScaled(weight, (first + r) * in + from, scale[first + r], out[r], count);
      }
    };
  }

  private static void copyScaled(float[] weight, int at, float s, float[] out, int count) {
    for (int j = 0; j < count; j++) out[j] = s * weight[at + j];
  }

  /** Wᵀ: its rows are the columns of W. */
  static RowSource transposed(float[] weight, float[] scale, int in) {
    return (out, first, rows, from, count) -> {
      for (int j = 0; j < count; j++) {
        int at = (from + j) * in + first;
        float s = scale == null ? 1 : scale[from + j];
        for (int r = 0; r < rows; r++) out[r][j] = s * weight[at + r];
      }
    };
  }
}
