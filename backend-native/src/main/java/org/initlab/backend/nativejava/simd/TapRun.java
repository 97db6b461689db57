package org.initlab.backend.nativejava.simd;

/**
 * Taps of a convolution whose sources for one result lie at equal distances.
 *
 * @param start the source of the first for result (0, 0)
 * @param stride from one to the next
 * @param taps how many
 */
record TapRun(int start, int stride, int taps) {}
