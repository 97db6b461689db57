package org.initlab.core.data;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A random order of 0..n−1: Fisher and Yates' shuffle from the last place to the second, place i
 * swapped with one of 0..i. It stands here because the library's shuffle may draw otherwise in its
 * next version, and then no run would be reproduced.
 */
final class Permutation {
  private Permutation() {}

  static int[] draw(int n, UniformRandomProvider random) {
    int[] order = identity(n);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) order[i] = i;
    return order;
  }
}
