package org.initlab.experiments.meanfield;

import java.util.List;
import org.initlab.core.backend.Probe;

/** A probe that makes a few numbers of every state that it is shown. */
public interface LayerProbe extends Probe {
  /** In the order in which states came. */
  List<double[]> values();
}
