package org.initlab.backend.nativejava.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The products of one axis of a convolution, as triples (input, kernel, output), are those of its
 * definition, input = stride·output + kernel − padding inside the input: in the forward direction
 * and, phase by phase, in its transpose. Every triple once, and every position of the result is the
 * target of one place.
 */
class TapAxisTest {
  private record Case(int input, int kernel, int stride, int padding) {
    int output() {
      return (input + 2 * padding - kernel) / stride + 1;
    }
  }

  private record Triple(int input, int kernel, int output) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int input = 1; input <= 7; input++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int padding = 0; padding <= 5; padding++) {
            if (kernel <= input + 2 * padding) cases.add(new Case(input, kernel, stride, padding));
          }
        }
      }
    }
    return cases;
  }

  private static List<Triple> definition(Case c) {
    List<Triple> triples = new ArrayList<>();
    for (int output = 0; output < c.output(); output++) {
      for (int k = 0; k < c.kernel; k++) {
        int input = c.stride * output + k - c.padding;
        if (input >= 0 && input < c.input) triples.add(new Triple(input, k, output));
      }
    }
    return triples;
  }

  @Test
  void forwardOfEveryCase() {
    for (Case c : cases()) forward(c);
  }

  private static void forward(Case c) {
    TapAxis axis = TapAxis.forward(c.input, c.output(), c.kernel, c.stride, c.padding);
    List<Triple> triples = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (int q = 0; q < axis.places(); q++) targets.add(axis.target(q));
    for (int m = 0; m < axis.taps(); m++) {
      for (int q = insideFrom(axis, m); q < axis.endInside(m); q++) {
        triples.add(new Triple(axis.source(q, m), axis.element(m), axis.target(q)));
      }
    }
    assertThat(triples).as("%s", c).containsExactlyInAnyOrderElementsOf(definition(c));
    assertThat(targets).as("%s", c).containsExactlyElementsOf(upTo(c.output()));
  }

  @Test
  void transposeOfEveryCase() {
    for (Case c : cases()) transpose(c);
  }

  private static void transpose(Case c) {
    List<Triple> triples = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (int phase = 0; phase < Math.min(c.stride, c.input); phase++) {
      TapAxis axis = TapAxis.transpose(c.input, c.output(), c.kernel, c.stride, c.padding, phase);
      for (int q = 0; q < axis.places(); q++) targets.add(axis.target(q));
      for (int m = 0; m < axis.taps(); m++) {
        for (int q = insideFrom(axis, m); q < axis.endInside(m); q++) {
          triples.add(new Triple(axis.target(q), axis.element(m), axis.source(q, m)));
        }
      }
    }
    assertThat(triples).as("%s", c).containsExactlyInAnyOrderElementsOf(definition(c));
    assertThat(targets).as("%s", c).containsExactlyInAnyOrderElementsOf(upTo(c.input));
  }

  /** {@code firstInside}, with 0 ≤ firstInside ≤ endInside ≤ places, which copies rely on. */
  private static int insideFrom(TapAxis axis, int m) {
    int first = axis.firstInside(m);
    assertThat(first).isBetween(0, axis.endInside(m));
    assertThat(axis.endInside(m)).isLessThanOrEqualTo(axis.places());
    return first;
  }

  private static List<Integer> upTo(int end) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < end; i++) numbers.add(i);
    return numbers;
  }
}
