package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** A probe that keeps everything it is shown, and on which thread. */
final class Recorder implements Probe {
  /** One call of {@link Probe#accept}. */
  record Sighting(ProbePoint point, Tensor state, Thread thread) {}

  private final Predicate<ProbePoint> wanted;
  private final List<Sighting> seen = new ArrayList<>();
  private final Map<Integer, Tensor> byIndex = new HashMap<>();

  private Recorder(Predicate<ProbePoint> wanted) {
    this.wanted = wanted;
  }

  static Recorder ofAll() {
    return new Recorder(p -> true);
  }

  static Recorder of(Predicate<ProbePoint> wanted) {
    return new Recorder(wanted);
  }

  @Override
  public boolean wants(ProbePoint point) {
    return wanted.test(point);
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    byIndex.putIfAbsent(point.index(), state);
    seen.add(new Sighting(point, state, Thread.currentThread()));
  }

  List<Sighting> seen() {
    return seen;
  }

  List<Integer> indices() {
    return seen.stream().map(s -> s.point().index()).toList();
  }

  /** The state first shown for {@code point}; the rule fails if there is none. */
  Tensor at(ProbePoint point, String what, Rule rule) {
    Tensor state = byIndex.get(point.index());
    rule.require(state != null, what + ": layer '" + point.layer() + "' was not shown");
    return state;
  }
}
