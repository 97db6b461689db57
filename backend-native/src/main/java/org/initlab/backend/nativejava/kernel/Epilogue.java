package org.initlab.backend.nativejava.kernel;

/**
 * What a layer does to the results of its product, value by value: a bias, an activation. A kernel
 * that can does it block by block, while the values are in the cache.
 */
public interface Epilogue {
  /** Completes the results of the samples 0 … n−1; the product is done. */
  void complete(int n);

  /**
   * Completes the results of the samples i0 … i1−1 in the channels c0 … c1−1 at the positions p0 …
   * p1−1, on the calling thread; of this block the product is done.
   */
  void complete(int i0, int i1, int c0, int c1, int p0, int p1);
}
