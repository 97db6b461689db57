package org.initlab.backend.nativejava.simd;

/** Sizes in whole tiles. */
final class Tiles {
  private Tiles() {}

  static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /** How many tiles cover {@code size}. */
  static int covering(int size, int tile) {
    return (size + tile - 1) / tile;
  }
}
