package org.initlab.core.data;

import org.initlab.core.tensor.Shape;

/** Samples that can be told apart: pixel p of sample i is (31·i + p) mod 256, its label i mod 7. */
final class Ramp {
  private Ramp() {}

  static Samples of(int n, Shape shape) {
    byte[] pixels = new byte[n * shape.size()];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 7;
      for (int p = 0; p < shape.size(); p++) pixels[i * shape.size() + p] = (byte) (31 * i + p);
    }
    return Samples.of(shape, pixels, labels);
  }
}
