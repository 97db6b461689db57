package org.initlab.core.data.reader;

import java.util.List;
import org.initlab.core.data.Samples;
import org.initlab.core.data.Source;

/** Samples and the files that they were read from. */
public record Labelled(Samples samples, List<Source> sources) {
  public Labelled {
    sources = List.copyOf(sources);
  }
}
