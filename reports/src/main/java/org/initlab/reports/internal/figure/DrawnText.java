package org.initlab.reports.internal.figure;

import java.awt.RenderingHints;

/** Says which text an outline stands for; a format that can keep it beside the outline does. */
final class DrawnText extends RenderingHints.Key {
  static final DrawnText KEY = new DrawnText();

  private static final int ID = 0x696c;

  private DrawnText() {
    super(ID);
  }

  @Override
  public boolean isCompatibleValue(Object value) {
    return value instanceof String;
  }
}
