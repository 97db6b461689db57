package org.initlab.backend.nativejava.scalar;

import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * What a convolution and its transpose have in common: every value of the result is a sum over
 * taps, which are a channel s of the operand and a tap of either axis,
 *
 * <pre>target[i, t, y, x] = Σ_{s, my, mx} W[at(t, s, my, mx)] · source[i, s, y', x']</pre>
 *
 * with the positions of {@link TapAxis} and at = t·{@code weightsPerTarget} + s·{@code
 * weightsPerSource} + k·element(my) + element(mx). Taps are numbered in the order s, my, mx, the
 * last fastest.
 */
public record TapSums(
    TapAxis rows,
    TapAxis columns,
    int kernel,
    int sources,
    int targets,
    int weightsPerSource,
    int weightsPerTarget) {

  /** a = h ⋆ W: channels of h are the sources, those of a the targets. */
  public static TapSums forward(ConvGeometry g) {
    int square = g.kernel() * g.kernel();
    return new TapSums(
        TapAxis.forward(g.height(), g.outHeight(), g.kernel(), g.stride(), g.padding()),
        TapAxis.forward(g.width(), g.outWidth(), g.kernel(), g.stride(), g.padding()),
        g.kernel(),
        g.inChannels(),
        g.outChannels(),
        square,
        g.inChannels() * square);
  }

  /**
   * ∂h from ∂a, for one of the stride² phases of the positions of h: channels of ∂a are the
   * sources, those of ∂h the targets.
   */
  public static TapSums inputGradient(ConvGeometry g, int rowPhase, int columnPhase) {
    int square = g.kernel() * g.kernel();
    return new TapSums(
        TapAxis.transpose(g.height(), g.outHeight(), g.kernel(), g.stride(), g.padding(), rowPhase),
        TapAxis.transpose(
            g.width(), g.outWidth(), g.kernel(), g.stride(), g.padding(), columnPhase),
        g.kernel(),
        g.outChannels(),
        g.inChannels(),
        g.inChannels() * square,
        square);
  }

  /** Terms of every sum. */
  public int taps() {
    return sources * rows.taps() * columns.taps();
  }

  /** s of a tap. */
  public int source(int tap) {
    return tap / (rows.taps() * columns.taps());
  }

  /** my of a tap. */
  public int rowTap(int tap) {
    return tap / columns.taps() % rows.taps();
  }

  /** mx of a tap. */
  public int columnTap(int tap) {
    return tap % columns.taps();
  }

  /** Where the weight of a tap lies for target 0. */
  public int weightAt(int tap) {
    return source(tap) * weightsPerSource
        + rows.element(rowTap(tap)) * kernel
        + columns.element(columnTap(tap));
  }
}
