package org.initlab.reports.internal.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Series.Style;

/**
 * Which colour, marker and dash each label has in a whole figure. Labels differ in colour and in
 * marker, so that a figure printed in grey can be read too; after as many labels as there are
 * colours, lines are dashed. Theory is dashed and dark: in the darkened colour of the measured
 * curve of the same label, or near black where there is none.
 */
final class StyleBook {
  /** How one label looks. */
  record Look(Color color, Marker marker, float[] dash) {
    BasicStroke stroke(float width) {
      return dash.length == 0
          ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
          : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dash, 0f);
    }
  }

  /** One entry of the legend: a label and the styles it is drawn in. */
  record Entry(String label, Set<Style> styles) {}

  static final String THEORY_LABEL = "theory";

  private static final float[] SOLID = {};
  private static final float[][] MEASURED_DASHES = {SOLID, {7, 2}, {1.5f, 1.5f}};
  private static final float[][] THEORY_DASHES = {
    {4, 2}, {1.2f, 1.6f}, {7, 1.8f, 1.4f, 1.8f}, {10, 3}
  };
  private static final double DARKER = 0.5;

  private final Map<String, Set<Style>> styles = new LinkedHashMap<>();
  private final Map<String, Look> measured = new LinkedHashMap<>();
  private final Map<String, Look> theory = new LinkedHashMap<>();
  private final List<Entry> legend = new ArrayList<>();

  StyleBook(Figure figure) {
    for (Panel panel : figure.panels()) {
      for (Series s : panel.series()) {
        styles.computeIfAbsent(s.label(), k -> EnumSet.noneOf(Style.class)).add(s.style());
      }
    }
    List<Color> colors = Palette.CURVES;
    // The first dashes are those of curves that have a measured twin, and of "theory" for them.
    int theoryOnly = styles.values().stream().anyMatch(StyleBook::hasTwin) ? 1 : 0;
    for (Map.Entry<String, Set<Style>> e : styles.entrySet()) {
      boolean twin = !isTheoryOnly(e.getValue());
      if (twin) {
        int i = measured.size();
        float[] dash = MEASURED_DASHES[(i / colors.size()) % MEASURED_DASHES.length];
        // One marker more or less than colours would repeat pairs late; as many and a shift do too.
        Marker marker = Marker.values()[(i + i / colors.size()) % Marker.values().length];
        measured.put(e.getKey(), new Look(colors.get(i % colors.size()), marker, dash));
      }
      if (e.getValue().contains(Style.THEORY)) {
        Color color =
            twin ? Palette.mix(measured.get(e.getKey()).color(), Color.BLACK, DARKER) : Palette.INK;
        float[] dash = THEORY_DASHES[twin ? 0 : theoryOnly++ % THEORY_DASHES.length];
        theory.put(e.getKey(), new Look(color, Marker.CIRCLE, dash));
      }
    }
    fillLegend();
  }

  /** The look of a series. */
  Look look(String label, Style style) {
    return (style == Style.THEORY ? theory : measured).get(label);
  }

  /**
   * The position of a label among the measured ones, from 0; markers of different curves are put at
   * different points with it.
   */
  int index(String label) {
    return List.copyOf(measured.keySet()).indexOf(label);
  }

  /**
   * One entry per label in order of appearance. Where a curve and its theory share a label, one
   * more entry explains the dashes.
   */
  List<Entry> legend() {
    return legend;
  }

  private void fillLegend() {
    boolean dashes = false;
    for (Map.Entry<String, Set<Style>> e : styles.entrySet()) {
      if (e.getKey().isBlank()) continue;
      Set<Style> drawn = EnumSet.copyOf(e.getValue());
      if (hasTwin(drawn)) dashes |= drawn.remove(Style.THEORY);
      legend.add(new Entry(e.getKey(), drawn));
    }
    if (dashes && !styles.containsKey(THEORY_LABEL)) {
      theory.put(THEORY_LABEL, new Look(Palette.INK, Marker.CIRCLE, THEORY_DASHES[0]));
      legend.add(new Entry(THEORY_LABEL, EnumSet.of(Style.THEORY)));
    }
  }

  private static boolean hasTwin(Set<Style> styles) {
    return styles.contains(Style.THEORY) && styles.size() > 1;
  }

  private static boolean isTheoryOnly(Set<Style> styles) {
    return styles.equals(EnumSet.of(Style.THEORY));
  }
}
