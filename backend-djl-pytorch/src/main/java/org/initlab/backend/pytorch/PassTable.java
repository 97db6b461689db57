package org.initlab.backend.pytorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Residual;

/** A network as the rows of numbers that {@link PassScript} runs. Row k makes state k. */
final class PassTable {
  static final int COLUMNS = 11;

  private static final int INPUT = -1;
  private static final int NONE = -1;

  private static final int CHANNELS_LAST = 0;
  private static final int DENSE = 1;
  private static final int NORMALIZED_DENSE = 2;
  private static final int CONVOLUTION = 3;
  private static final int NORMALIZED_CONVOLUTION = 4;
  private static final int RELU = 5;
  private static final int TANH = 6;
  private static final int FLATTEN = 7;
  private static final int AVERAGE = 8;
  private static final int SUM = 9;

  private final Map<String, Integer> firstParameter = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private boolean complete = true;

  /**
   * @param weight the position of weight, or of weight_g, which weight_v follows
   */
  private record Row(
      int kind, int in, int shortcut, int weight, int bias, int stride, int padding) {
    static Row plain(int kind, int in) {
      return new Row(kind, in, NONE, NONE, NONE, 0, 0);
    }

    /** Whether the derivative needs the layer's input; a product's, or its shape. */
    boolean readsInputBack() {
      return unsaved() && kind != SUM || kind == FLATTEN || kind == AVERAGE;
    }

    /** Whether the derivative does not need the result, so that it can be overwritten. */
    boolean unsaved() {
      return kind >= DENSE && kind <= NORMALIZED_CONVOLUTION || kind == SUM;
    }
  }

  private PassTable() {}

  /** The rows one after another; empty if the network has a layer that the script does not run. */
  static Optional<long[]> of(Network network) {
    PassTable table = new PassTable();
    for (int i = 0; i < network.parameters().size(); i++) {
      table.firstParameter.putIfAbsent(network.parameters().get(i).layer(), i);
    }
    // oneDNN convolves channels-last images in place; others it copies to and fro. Operators keep
    // the order of their inputs, so it is set once.
    int input =
        hasConvolution(network.layers()) ? table.add(Row.plain(CHANNELS_LAST, INPUT)) : INPUT;
    table.through(network.layers(), input);
    return table.complete ? Optional.of(table.numbers()) : Optional.empty();
  }

  private static boolean hasConvolution(List<Layer> layers) {
    return layers.stream()
        .anyMatch(
            l ->
                l instanceof Conv2d
                    || l instanceof Residual r
                        && (hasConvolution(r.branch()) || hasConvolution(r.shortcut())));
  }

  private int through(List<Layer> layers, int start) {
    int state = start;
    for (Layer layer : layers) state = through(layer, state);
    return state;
  }

  private int through(Layer layer, int in) {
    if (layer instanceof Dense d) {
      int kind = d.weightNorm() ? NORMALIZED_DENSE : DENSE;
      return affine(kind, in, d.name(), d.weightNorm(), d.bias(), 0, 0);
    } else if (layer instanceof Conv2d c) {
      int kind = c.weightNorm() ? NORMALIZED_CONVOLUTION : CONVOLUTION;
      return affine(kind, in, c.name(), c.weightNorm(), c.bias(), c.stride(), c.padding());
    } else if (layer instanceof Activation a && a.function() == Nonlinearity.RELU) {
      return add(Row.plain(RELU, in));
    } else if (layer instanceof Activation a && a.function() == Nonlinearity.TANH) {
      return add(Row.plain(TANH, in));
    } else if (layer instanceof Flatten) {
      return add(Row.plain(FLATTEN, in));
    } else if (layer instanceof GlobalAveragePool) {
      return add(Row.plain(AVERAGE, in));
    } else if (layer instanceof Residual r && r.branchScale() == 1) {
      int branch = through(r.branch(), in);
      int shortcut = through(r.shortcut(), in);
      return add(new Row(SUM, branch, shortcut, NONE, NONE, 0, 0));
    }
    complete = false;
    return in;
  }

  private int affine(
      int kind, int in, String layer, boolean normalized, boolean bias, int stride, int padding) {
    int weight = firstParameter.get(layer);
    int biasAt = bias ? weight + (normalized ? 2 : 1) : NONE;
    return add(new Row(kind, in, NONE, weight, biasAt, stride, padding));
  }

  private int add(Row row) {
    rows.add(row);
    return rows.size() - 1;
  }

  private long[] numbers() {
    int[] uses = new int[rows.size()];
    int[] lastUse = new int[rows.size()];
    for (int k = 0; k < rows.size(); k++) {
      for (int read : new int[] {rows.get(k).in(), rows.get(k).shortcut()}) {
        if (read < 0) continue;
        uses[read]++;
        lastUse[read] = k;
      }
    }
    boolean[] downstream = new boolean[rows.size()]; // of a parameter
    boolean[] kept = new boolean[rows.size()]; // for the way back
    for (int k = 0; k < rows.size(); k++) {
      Row r = rows.get(k);
      downstream[k] = r.weight() >= 0 || is(downstream, r.in()) || is(downstream, r.shortcut());
      if (r.in() >= 0 && r.readsInputBack()) kept[r.in()] = true;
      kept[k] |= r.kind() == RELU || r.kind() == TANH;
    }
    long[] numbers = new long[rows.size() * COLUMNS];
    for (int k = 0; k < rows.size(); k++) {
      Row r = rows.get(k);
      boolean inPlace = r.in() >= 0 && uses[r.in()] == 1 && rows.get(r.in()).unsaved();
      int doneIn = r.in() >= 0 && lastUse[r.in()] == k && !kept[r.in()] ? r.in() : NONE;
      int doneShortcut =
          r.shortcut() >= 0 && lastUse[r.shortcut()] == k && !kept[r.shortcut()]
              ? r.shortcut()
              : NONE;
      long[] row = {
        r.kind(),
        r.in(),
        r.shortcut(),
        r.weight(),
        r.bias(),
        r.stride(),
        r.padding(),
        inPlace ? 1 : 0,
        doneIn,
        doneShortcut,
        (is(downstream, r.in()) ? 1 : 0) + (is(downstream, r.shortcut()) ? 2 : 0)
      };
      System.arraycopy(row, 0, numbers, k * COLUMNS, COLUMNS);
    }
    return numbers;
  }

  private static boolean is(boolean[] of, int state) {
    return state >= 0 && of[state];
  }
}
