package org.initlab.backend.nativejava.scalar;

/**
 * One axis, vertical or horizontal, of a sum over the taps of a kernel. Places q = 0 … {@code
 * places} − 1 stand for the positions {@link #target} of the result, and tap m = 0 … {@code taps} −
 * 1 reads position {@link #source} of the operand with element {@link #element} of the kernel:
 *
 * <pre>
 * target(origin + spacing·q) = Σ_m kernel(first + step·m) · source(stride·q + shift + direction·m)
 * </pre>
 *
 * @param sourceSize positions of the operand; those outside 0 … sourceSize − 1 count as zeros
 * @param targetSize positions of the result, of which {@link #target} reaches some
 */
public record TapAxis(
    int places,
    int taps,
    int first,
    int step,
    int sourceSize,
    int stride,
    int shift,
    int direction,
    int targetSize,
    int origin,
    int spacing) {

  /** Output y is Σ_k kernel(k) · input(stride·y + k − padding). */
  public static TapAxis forward(int input, int output, int kernel, int stride, int padding) {
    return new TapAxis(output, kernel, 0, 1, input, stride, -padding, 1, output, 0, 1);
  }

  /**
   * The transpose of {@link #forward}, for every stride-th position of the input from {@code phase}
   * on. Input Y = phase + stride·q was read by tap k of output y where stride·y = Y + padding − k,
   * so only by the taps k ≡ phase + padding (mod stride): k = first + stride·m and y = q + (phase +
   * padding − first)/stride − m. There are none where the kernel is smaller than its stride.
   *
   * @param phase 0 … stride − 1
   */
  public static TapAxis transpose(
      int input, int output, int kernel, int stride, int padding, int phase) {
    int first = (phase + padding) % stride;
    int shift = (phase + padding - first) / stride;
    int places = ceilDiv(input - phase, stride);
    int taps = ceilDiv(kernel - first, stride);
    return new TapAxis(places, taps, first, stride, output, 1, shift, -1, input, phase, stride);
  }

  private static int ceilDiv(int x, int y) {
    return Math.max(0, -Math.floorDiv(-x, y));
  }

  public int element(int m) {
    return first + step * m;
  }

  public int source(int q, int m) {
    return stride * q + shift + direction * m;
  }

  public int target(int q) {
    return origin + spacing * q;
  }

  /** The first place whose tap m lies inside the operand; {@link #places} if none does. */
  public int firstInside(int m) {
    return Math.min(places, ceilDiv(-source(0, m), stride));
  }

  /** One past the last place whose tap m lies inside, at least {@link #firstInside}. */
  public int endInside(int m) {
    int end = Math.floorDiv(sourceSize - 1 - source(0, m), stride) + 1;
    return Math.max(firstInside(m), Math.min(places, end));
  }
}
