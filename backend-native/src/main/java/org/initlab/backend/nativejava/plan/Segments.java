package org.initlab.backend.nativejava.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A plan cut into stretches of consecutive steps. A run that is cut keeps only the values that
 * cross from one segment to a later one (checkpoints) and computes the others again when its
 * backward pass comes to their segment (Griewank 1992; Chen et al. 2016): in a chain of L equal
 * layers cut into √L segments 2√L states are held instead of L, for one more forward pass.
 */
final class Segments {
  private final int[] starts;
  private final int[] ofStep;

  private Segments(int steps, List<Integer> starts) {
    this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
    this.ofStep = new int[steps];
    for (int k = 1; k < this.starts.length; k++) {
      Arrays.fill(ofStep, this.starts[k], steps, k);
    }
  }

  /** All steps in one segment: nothing is computed twice. */
  static Segments whole(int steps) {
    return new Segments(steps, List.of(0));
  }

  /** The segments between the given first steps; the first segment begins at 0. */
  static Segments startingAt(int steps, List<Integer> starts) {
    List<Integer> all = new ArrayList<>();
    all.add(0);
    all.addAll(starts);
    return new Segments(steps, all);
  }

  int count() {
    return starts.length;
  }

  /** The segment that a step is in. */
  int of(int step) {
    return ofStep[step];
  }

  /** The first step of the segment that a step is in. */
  int start(int step) {
    return starts[ofStep[step]];
  }

  /** Whether a step is in the last segment, whose values the backward pass finds as they are. */
  boolean inLast(int step) {
    return ofStep[step] == starts.length - 1;
  }

  /** Whether a step is the last of its segment. */
  boolean ends(int step) {
    return step == ofStep.length - 1 || ofStep[step + 1] != ofStep[step];
  }
}
