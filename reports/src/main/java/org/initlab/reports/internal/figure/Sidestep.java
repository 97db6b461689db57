package org.initlab.reports.internal.figure;

import java.util.Arrays;
import java.util.List;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;

/** Moves points with error bars that would hide each other a little to the side. */
final class Sidestep {
  /** From one series to the next, in lengths of the x axis. */
  private static final double STEP = 0.016;

  private Sidestep() {}

  /**
   * How far the points of a series are moved, in lengths of the x axis: 0 unless error bars of
   * series with the same x overlap.
   */
  static double of(Series s, Panel panel) {
    List<Series> together =
        panel.series().stream().filter(o -> hasBars(o) && Arrays.equals(o.x(), s.x())).toList();
    int at = together.indexOf(s);
    if (at < 0 || !overlap(together)) return 0;
    return STEP * (at - (together.size() - 1) / 2.0);
  }

  /** Whether any series of the panel is moved. */
  static boolean in(Panel panel) {
    return panel.series().stream().anyMatch(s -> of(s, panel) != 0);
  }

  private static boolean hasBars(Series s) {
    return s.style() == Style.POINTS && Arrays.stream(s.error()).anyMatch(e -> e > 0);
  }

  private static boolean overlap(List<Series> together) {
    for (Series a : together) {
      for (Series b : together) {
        if (a == b) continue;
        for (int i = 0; i < a.x().length; i++) {
          if (Math.abs(a.y()[i] - b.y()[i]) <= a.error()[i] + b.error()[i]) return true;
        }
      }
    }
    return false;
  }
}
