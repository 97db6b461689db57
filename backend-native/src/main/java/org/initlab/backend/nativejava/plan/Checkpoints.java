package org.initlab.backend.nativejava.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Chooses where to cut a plan so that few numbers are held at once. For a bound B on what a segment
 * may keep for its backward pass, steps are gathered until B is exceeded and cut where fewest
 * values cross in the second half of what was gathered. B is tried over its whole range in steps of
 * √2, and that taken for which checkpoints and the largest segment are fewest in sum: for L layers
 * of one size B ≈ √L layers.
 */
final class Checkpoints<A> {
  private final int steps;
  private final Reads<A> reads;
  private final int[] lastReader;
  private final long[] size;
  private final long[] kept;
  private final long[] crossing;

  private Checkpoints(Plan<A> plan, Request request) {
    this.steps = plan.length();
    this.reads = new Reads<>(plan, request);
    this.lastReader = new int[steps + 1];
    this.size = new long[steps + 1];
    this.kept = new long[steps + 1];
    this.crossing = new long[steps + 1];
    for (int v = 1; v <= steps; v++) size[v] = reads.isRoot(v) ? plan.size(v) : 0;
    for (int i = 0; i < steps; i++) {
      int step = i;
      reads.forward(i, root -> lastReader[root] = step);
      reads.backward(i, root -> kept[root] = size[root]);
    }
    long[] change = new long[steps + 2];
    for (int v = 1; v <= steps; v++) {
      // What no backward step reads costs a buffer that nobody else needs.
      long cost = 2 * size[v] - kept[v];
      if (lastReader[v] < v) continue;
      change[v] += cost;
      change[lastReader[v] + 1] -= cost;
    }
    long sum = 0;
    for (int i = 0; i <= steps; i++) crossing[i] = sum += change[i];
  }

  static <A> Segments of(Plan<A> plan, Request request) {
    return new Checkpoints<>(plan, request).best();
  }

  private Segments best() {
    long most = 0;
    long total = 0;
    for (int v = 1; v <= steps; v++) {
      most = Math.max(most, kept[v]);
      total += kept[v];
    }
    Segments best = Segments.whole(steps);
    long least = total;
    for (double bound = Math.max(1, most); bound < total; bound *= Math.sqrt(2)) {
      List<Integer> cuts = cuts((long) bound);
      Segments segments = Segments.startingAt(steps, cuts);
      long held = held(segments, cuts);
      if (held > least) continue;
      least = held;
      best = segments;
    }
    return best;
  }

  private List<Integer> cuts(long bound) {
    List<Integer> cuts = new ArrayList<>();
    int best = 0;
    long gathered = 0;
    long untilBest = 0;
    for (int i = 0; i < steps; i++) {
      gathered += kept[i + 1];
      if (gathered > bound && best > 0) {
        cuts.add(best);
        gathered -= untilBest;
        best = 0;
      }
      boolean cheapest = best == 0 || crossing[i + 1] <= crossing[best];
      if (2 * gathered >= bound && cheapest && i + 1 < steps) {
        best = i + 1;
        untilBest = gathered;
      }
    }
    return cuts;
  }

  /** Checkpoints, and the most that one segment keeps besides. */
  private long held(Segments segments, List<Integer> cuts) {
    BitSet crosses = new BitSet(steps + 1);
    for (int v = 1; v <= steps; v++) {
      if (lastReader[v] >= v && segments.of(lastReader[v]) > segments.of(v - 1)) crosses.set(v);
    }
    long[] inSegment = new long[cuts.size() + 1];
    long checkpoints = 0;
    long most = 0;
    for (int v = 1; v <= steps; v++) {
      if (crosses.get(v)) checkpoints += size[v];
      else inSegment[segments.of(v - 1)] += kept[v];
    }
    for (long sum : inSegment) most = Math.max(most, sum);
    return checkpoints + most;
  }
}
