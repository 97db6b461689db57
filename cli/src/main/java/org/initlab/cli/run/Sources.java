package org.initlab.cli.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.initlab.core.experiment.Paper;
import org.initlab.core.init.Scheme;

/** The works that a run cites. */
public final class Sources {
  private Sources() {}

  /** Those of the schemes, then the others, each once. */
  public static List<Paper> of(Collection<Scheme> schemes, Paper... others) {
    Set<Paper> papers = new LinkedHashSet<>();
    for (Scheme scheme : schemes) papers.addAll(scheme.papers());
    papers.addAll(List.of(others));
    return new ArrayList<>(papers);
  }
}
