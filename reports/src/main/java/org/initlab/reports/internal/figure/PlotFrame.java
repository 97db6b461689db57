package org.initlab.reports.internal.figure;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Panel;

/**
 * The ranges and ticks of one panel.
 *
 * @param colour the range of a heat map's colour scale, null if there is no heat map
 */
record PlotFrame(
    DataRange x,
    DataRange y,
    List<Tick> xTicks,
    List<Tick> yTicks,
    DataRange colour,
    List<Tick> colourTicks) {

  /**
   * Fits a panel's ranges.
   *
   * @param width of the data area in points
   * @param height of the data area in points
   */
  static PlotFrame of(Panel panel, double width, double height, Lettering lettering) {
    DataRange x = DataRange.x(panel);
    DataRange y = DataRange.y(panel);
    int up = Math.max(3, (int) (height / 20));
    DataRange colour = panel.heatMap().map(DataRange::colour).orElse(null);
    return new PlotFrame(
        x,
        y,
        panel.x().marks().isEmpty()
            ? acrossTicks(x, panel.x().logarithmic(), width, lettering)
            : acrossMarks(panel.x(), x, width, lettering),
        panel.y().marks().isEmpty() ? ticks(y, panel.y().logarithmic(), up) : marks(panel.y(), y),
        colour,
        colour == null ? List.of() : ticks(colour, false, up));
  }

  /** As many ticks as have room for their labels. */
  private static List<Tick> acrossTicks(
      DataRange range, boolean logarithmic, double width, Lettering lettering) {
    for (int most = Math.max(3, (int) (width / 30)); ; most--) {
      List<Tick> ticks = ticks(range, logarithmic, most);
      double labels = 0;
      for (Tick t : ticks) {
        if (t.isMajor()) labels += lettering.width(t.label(), FigureStyle.TICK) + 9;
      }
      if (labels <= width || most == 2) return ticks;
    }
  }

  /** An axis's own marks; one whose label has no room beside the one before keeps its tick. */
  private static List<Tick> acrossMarks(
      Axis axis, DataRange range, double width, Lettering lettering) {
    List<Tick> ticks = new ArrayList<>();
    double end = Double.NEGATIVE_INFINITY;
    for (Tick t : marks(axis, range)) {
      double half = lettering.width(t.label(), FigureStyle.TICK) / 2;
      double at = width * range.position(t.value(), axis.logarithmic());
      boolean room = at - half >= end;
      ticks.add(room ? t : new Tick(t.value(), ""));
      if (room) end = at + half + 3;
    }
    return ticks;
  }

  private static List<Tick> marks(Axis axis, DataRange range) {
    return axis.marks().stream()
        .filter(m -> m.at() >= range.min() && m.at() <= range.max())
        .map(m -> new Tick(m.at(), m.label()))
        .toList();
  }

  private static List<Tick> ticks(DataRange range, boolean logarithmic, int most) {
    return logarithmic
        ? Ticks.logarithmic(range.min(), range.max(), most)
        : Ticks.linear(range.min(), range.max(), most, range.integers());
  }
}
