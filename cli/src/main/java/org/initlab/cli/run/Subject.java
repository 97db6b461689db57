package org.initlab.cli.run;

import java.util.List;
import org.initlab.core.experiment.Paper;

/**
 * What a run is about.
 *
 * @param command the command that runs it
 * @param id the first part of the default directory's name
 */
public record Subject(
    String command, String id, String title, String description, List<Paper> papers) {
  public Subject {
    papers = List.copyOf(papers);
  }
}
