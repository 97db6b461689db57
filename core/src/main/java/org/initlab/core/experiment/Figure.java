package org.initlab.core.experiment;

import java.util.List;

/**
 * A figure described as data; {@code reports} draws it.
 *
 * @param id the file name without extension, in kebab case
 * @param columns panels per row
 */
public record Figure(String id, String title, String caption, int columns, List<Panel> panels) {
  public Figure {
    panels = List.copyOf(panels);
  }
}
