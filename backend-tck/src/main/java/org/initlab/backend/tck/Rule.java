package org.initlab.backend.tck;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.initlab.core.stats.Differences;
import org.initlab.core.tensor.Tensor;

/**
 * One rule of docs/BACKEND-SPEC.md and the checks made in its name: every failure says the rule,
 * the thing, the numbers and how to reproduce it.
 *
 * @param number chapter and rule, for example {@code 2.3}
 */
public record Rule(String number, long seed) {
  private static final Pattern METHOD = Pattern.compile("rule(\\d)_(\\d\\d)_[A-Za-z0-9]+");

  /** The number of the rule that a test is named after: {@code rule2_03_convolution…} is 2.3. */
  public static String numberOf(String method) {
    Matcher m = METHOD.matcher(method);
    if (!m.matches()) throw new IllegalArgumentException(method + " is not named after a rule");
    return m.group(1) + "." + Integer.parseInt(m.group(2));
  }

  /** A call that must fail. */
  public interface Call {
    void run() throws Exception;
  }

  /** The failure of this rule, to be thrown. */
  public AssertionError failure(String message) {
    return failure(message, null);
  }

  public AssertionError failure(String message, Throwable cause) {
    String reproduce = " [reproduce with -Dinitlab.tck.seed=" + seed + "]";
    return new AssertionError("rule " + number + ": " + message + reproduce, cause);
  }

  public void require(boolean condition, String message) {
    if (!condition) throw failure(message);
  }

  public void same(String what, Object expected, Object actual) {
    require(expected.equals(actual), what + " must be " + expected + ", was " + actual);
  }

  /** Requires equal shapes and equal bits. */
  public void sameBits(String what, Tensor expected, Tensor actual) {
    if (!expected.equals(actual)) throw differs(what, expected, actual, "must be the same bits");
  }

  /**
   * Requires ‖expected − actual‖∞ ≤ bound · ‖expected‖∞. In a tensor of fewer than 8 values all may
   * be small by cancellation, which says nothing of the terms that were rounded; as all data of the
   * suite are of order 1, the scale is then at least 1.
   */
  public void close(String what, Tensor expected, Tensor actual, double bound) {
    double largest = Differences.maxAbs(expected);
    close(what, expected, actual, bound, expected.size() < 8 ? Math.max(1, largest) : largest);
  }

  /** Requires ‖expected − actual‖∞ ≤ bound · scale. */
  public void close(String what, Tensor expected, Tensor actual, double bound, double scale) {
    require(
        expected.shape().equals(actual.shape()),
        what + " must have shape " + expected.shape() + ", had " + actual.shape());
    if (!(Differences.maxAbsDifference(expected, actual) <= bound * scale + Float.MIN_NORMAL)) {
      throw differs(
          what,
          expected,
          actual,
          "bound " + bound * scale + " = " + bound + " relative to " + scale);
    }
  }

  /** Requires |expected − actual| ≤ allowed. */
  public void close(String what, double expected, double actual, double allowed) {
    require(
        Differences.distance(expected, actual) <= allowed,
        what
            + " must be "
            + expected
            + ", was "
            + actual
            + ", difference "
            + Math.abs(expected - actual)
            + ", bound "
            + allowed);
  }

  /**
   * Requires that {@code call} throws a {@code type} whose message has all of {@code words}, in
   * letters of any case.
   */
  public <T extends Exception> void fails(String what, Class<T> type, Call call, String... words) {
    try {
      call.run();
    } catch (Exception e) {
      if (!type.isInstance(e)) {
        throw failure(what + " must throw " + type.getSimpleName() + ", threw " + e, e);
      }
      for (String word : words) {
        require(
            String.valueOf(e.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains(word.toLowerCase(Locale.ROOT)),
            what + " must name '" + word + "' in its message, said: " + e.getMessage());
      }
      return;
    }
    throw failure(what + " must throw " + type.getSimpleName() + ", but nothing was thrown");
  }

  private AssertionError differs(String what, Tensor expected, Tensor actual, String allowed) {
    if (!expected.shape().equals(actual.shape())) {
      return failure(what + " must have shape " + expected.shape() + ", had " + actual.shape());
    }
    int worst = 0;
    double most = -1;
    for (int k = 0; k < expected.size(); k++) {
      double d = Differences.distance(expected.data()[k], actual.data()[k]);
      if (d > most) {
        most = d;
        worst = k;
      }
    }
    return failure(
        what
            + " differs most at element "
            + index(worst, expected)
            + " of "
            + expected.shape()
            + ": expected "
            + expected.data()[worst]
            + ", was "
            + actual.data()[worst]
            + ", difference "
            + most
            + ", "
            + allowed);
  }

  private static String index(int flat, Tensor tensor) {
    int[] dims = tensor.shape().toArray();
    int[] index = new int[dims.length];
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      index[axis] = flat % dims[axis];
      flat /= dims[axis];
    }
    return Arrays.toString(index);
  }
}
