package org.initlab.core.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/**
 * A probe that keeps the statistics of what it sees and lets the tensors go, so that a 10,000-layer
 * network fits.
 */
abstract class StatisticsRecorder implements Probe {
  private final Predicate<ProbePoint> wanted;
  private final Map<ProbePoint, BatchStatistics> statistics = new LinkedHashMap<>();

  StatisticsRecorder(Predicate<ProbePoint> wanted) {
    this.wanted = wanted;
  }

  /** ‖r_n‖ of every sample, what norms are relative to. */
  abstract double[] referenceNorms(ProbePoint point, double[] norms);

  @Override
  public boolean wants(ProbePoint point) {
    return wanted.test(point);
  }

  @Override
  public void accept(ProbePoint point, Tensor tensor) {
    double[] norms = Norms.ofSamples(tensor);
    double[] reference = referenceNorms(point, norms);
    if (wanted.test(point)) {
      statistics.put(point, BatchStatistics.of(tensor, norms, reference));
    }
  }

  @Override
  public boolean letsGo() {
    return true;
  }

  /** What was recorded, in the order in which it came. */
  public Map<ProbePoint, BatchStatistics> statistics() {
    return Collections.unmodifiableMap(statistics);
  }
}
