package org.initlab.reports.internal.figure;

import java.awt.Color;
import java.util.List;

/** Colours that people with any colour vision can tell apart. */
final class Palette {
  /**
   * Okabe & Ito's colours (jfly.uni-koeln.de/color, 2008) without yellow, too pale for a line on
   * white, and ordered so that the first ones differ in lightness too.
   */
  static final List<Color> CURVES =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000));

  static final Color INK = new Color(0x1A1A1A);
  static final Color MUTED = new Color(0x595959);
  static final Color GRID = new Color(0xE3E3E3);

  /** Seventeen samples of viridis (van der Walt & Smith 2015, CC0), evenly spaced. */
  private static final int[] VIRIDIS = {
    0x440154, 0x48186A, 0x472D7B, 0x424086, 0x3B528B, 0x33638D, 0x2C728E, 0x26818E, 0x21908C,
    0x1F9F88, 0x28AE80, 0x3EBC74, 0x5DC963, 0x82D34C, 0xABDC32, 0xD5E21A, 0xFDE725
  };

  private Palette() {}

  /** Viridis, perceptually uniform, from dark (0) to light (1). */
  static Color viridis(double t) {
    double at = Math.min(1, Math.max(0, t)) * (VIRIDIS.length - 1);
    int i = Math.min((int) at, VIRIDIS.length - 2);
    return mix(new Color(VIRIDIS[i]), new Color(VIRIDIS[i + 1]), at - i);
  }

  /** {@code a} for t = 0, {@code b} for t = 1. */
  static Color mix(Color a, Color b, double t) {
    return new Color(
        (int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
  }

  static Color translucent(Color c, int alpha) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
  }
}
