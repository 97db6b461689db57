package org.initlab.backend.nativejava.simd;

import java.util.Arrays;

/** C, or a part of it that begins at {@code offset}. */
record TargetF64(double[] array, int offset, int stride) {
  TargetF64 from(int i, int j) {
    return new TargetF64(array, at(i, j), stride);
  }

  int at(int i, int j) {
    return offset + i * stride + j;
  }

  void clear(int i0, int i1, int j0, int j1) {
    for (int i = i0; i < i1; i++) Arrays.fill(array, at(i, j0), at(i, j1), 0);
  }
}
