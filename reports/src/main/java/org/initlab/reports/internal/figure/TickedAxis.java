package org.initlab.reports.internal.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** JFreeChart axes with our ticks and without text, which is lettered apart. */
final class TickedAxis {
  private TickedAxis() {}

  static ValueAxis of(DataRange range, boolean logarithmic, List<Tick> ticks) {
    ValueAxis axis = logarithmic ? new Log(ticks) : new Linear(ticks);
    axis.setRange(range.min(), range.max());
    axis.setTickLabelsVisible(false);
    axis.setAxisLinePaint(Palette.INK);
    axis.setAxisLineStroke(new BasicStroke(0.6f));
    axis.setTickMarkPaint(Palette.INK);
    axis.setTickMarkStroke(new BasicStroke(0.6f));
    axis.setTickMarkOutsideLength(3f);
    axis.setMinorTickMarksVisible(true);
    axis.setMinorTickMarkOutsideLength(1.6f);
    return axis;
  }

  private static List<NumberTick> marks(List<Tick> ticks) {
    return ticks.stream()
        .map(
            t ->
                new NumberTick(
                    t.isMajor() ? TickType.MAJOR : TickType.MINOR,
                    t.value(),
                    t.label(),
                    TextAnchor.CENTER,
                    TextAnchor.CENTER,
                    0))
        .toList();
  }

  private static final class Linear extends NumberAxis {
    private final transient List<Tick> ticks;

    Linear(List<Tick> ticks) {
      super(null);
      this.ticks = ticks;
      setAutoTickUnitSelection(false);
    }

    @Override
    public List<NumberTick> refreshTicks(
        Graphics2D g, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
      return marks(ticks);
    }
  }

  private static final class Log extends LogAxis {
    private final transient List<Tick> ticks;

    Log(List<Tick> ticks) {
      super(null);
      this.ticks = ticks;
      setAutoTickUnitSelection(false);
    }

    @Override
    public List<NumberTick> refreshTicks(
        Graphics2D g, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
      return marks(ticks);
    }
  }
}
