package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.network.Activation;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.theory.NormPropagation;
import org.initlab.core.theory.NormPropagationWander;
import org.initlab.experiments.MaskFlips;

/**
 * One random network of Figure 1 before its weights are drawn: feed-forward h^i = ReLU(g Ŵ
 * h^{i−1}), widths from [m − spread, m + spread), or residual h^b = h^{b−1} + g₂Ŵ₂ ReLU(g₁Ŵ₁
 * h^{b−1}) with m hidden units. Its closed forms belong to it, because they depend on the widths
 * drawn.
 */
final class Figure1Network {
  private static final ArchitectureOptions OPTIONS =
      ArchitectureOptions.WEIGHT_NORM.withBias(false);

  private final Architecture architecture;
  private final int m;
  private final Figure1Init init;
  private final int index;
  private final Seed seed;
  private final Figure1Settings settings;
  private final int[] widths;
  private final Network network;

  Figure1Network(
      Architecture architecture,
      int m,
      Figure1Init init,
      int index,
      Seed runSeed,
      Figure1Settings settings) {
    this.architecture = architecture;
    this.m = m;
    this.init = init;
    this.index = index;
    this.settings = settings;
    this.seed = runSeed.child(key());
    this.widths = architecture == Architecture.FEED_FORWARD ? drawWidths() : new int[0];
    this.network =
        architecture == Architecture.FEED_FORWARD
            ? Architectures.feedForward(settings.input(), hiddenWidths(), OPTIONS)
            : Architectures.residualMlp(settings.input(), settings.blocks(), m, OPTIONS);
  }

  private int[] drawWidths() {
    UniformRandomProvider random = seed.stream("widths");
    int[] drawn = new int[settings.layers() + 1];
    drawn[0] = settings.input();
    int lowest = m - settings.spread();
    for (int l = 1; l < drawn.length; l++)
      drawn[l] = lowest + random.nextInt(2 * settings.spread());
    return drawn;
  }

  private int[] hiddenWidths() {
    return Arrays.copyOfRange(widths, 1, widths.length);
  }

  /** In kebab case with slashes, unique in a run. */
  String key() {
    String scheme = init.scheme().replace('_', '-');
    return architecture.id() + "/m" + m + "/" + scheme + "/network-" + index;
  }

  Architecture architecture() {
    return architecture;
  }

  int m() {
    return m;
  }

  Figure1Init init() {
    return init;
  }

  /** The position among the networks of one curve. */
  int index() {
    return index;
  }

  boolean sameCurve(Figure1Network other) {
    return architecture == other.architecture && m == other.m && init == other.init;
  }

  /** The seed of this network's weights and cotangents. */
  Seed seed() {
    return seed;
  }

  Network network() {
    return network;
  }

  /** Points of a curve: L layers or B blocks. */
  int points() {
    return architecture == Architecture.FEED_FORWARD ? settings.layers() : settings.blocks();
  }

  /** The number of units at point i = 1… of a curve. */
  int width(int i) {
    return architecture == Architecture.FEED_FORWARD ? widths[i] : settings.input();
  }

  /** Units whose ReLUs two engines may round to different sides, see MaskFlips. */
  double expectedFlips(ErrorBound bound, int samples) {
    List<ProbePoint> points = network.probePoints();
    double error = bound.state(points.get(points.size() - 1));
    return MaskFlips.expected((long) points() * m, samples, error);
  }

  /** The fewest ReLUs that a layer may have. */
  int narrowest() {
    return architecture == Architecture.FEED_FORWARD ? m - settings.spread() : m;
  }

  /**
   * Which layer's output is point i of a curve, by name: h^i or h^b forward, a^i or h^b backward.
   * The feed-forward network ends in a^L, which stands for h^L too.
   */
  Map<String, Integer> layers(Direction direction) {
    Class<? extends Layer> kind = Residual.class;
    if (architecture == Architecture.FEED_FORWARD) {
      kind = direction == Direction.FORWARD ? Activation.class : Dense.class;
    }
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (Layer layer : network.layers()) {
      if (kind.isInstance(layer)) positions.put(layer.name(), positions.size() + 1);
    }
    Layer last = network.layers().get(network.layers().size() - 1);
    if (kind == Activation.class) positions.put(last.name(), positions.size() + 1);
    return positions;
  }

  /** Where point i of a curve is observed. */
  ProbePoint point(Direction direction, int i) {
    List<ProbePoint> points = network.probePoints();
    Map<String, Integer> positions = layers(direction);
    return points.stream()
        .filter(p -> Integer.valueOf(i).equals(positions.get(p.layer())))
        .findFirst()
        .orElseThrow();
  }

  /** E‖·‖² relative to where the direction starts, by point. */
  double[] closedForm(Direction direction) {
    boolean forward = direction == Direction.FORWARD;
    if (architecture == Architecture.FEED_FORWARD) {
      return forward
          ? NormPropagation.feedForwardForward(init.gain(), widths)
          : NormPropagation.feedForwardBackward(init.gain(), widths);
    }
    return forward
        ? NormPropagation.residualForward(init.gain(), settings.blocks())
        : NormPropagation.residualBackward(init.gain(), settings.blocks());
  }

  /** How far such a network strays from {@link #closedForm}. */
  NormPropagationWander wander(Direction direction) {
    boolean forward = direction == Direction.FORWARD;
    if (architecture == Architecture.FEED_FORWARD) {
      return forward
          ? NormPropagationWander.feedForwardForward(init.weights(), widths)
          : NormPropagationWander.feedForwardBackward(init.weights(), widths);
    }
    int n = settings.input();
    return forward
        ? NormPropagationWander.residualForward(
            init.weights(), init.gain(), n, m, settings.blocks())
        : NormPropagationWander.residualBackward(
            init.weights(), init.gain(), n, m, settings.blocks());
  }

  /** Every network of the figure, curve by curve. */
  static List<Figure1Network> all(Figure1Settings settings, Seed seed) {
    List<Figure1Network> networks = new ArrayList<>();
    for (Architecture architecture : Architecture.values()) {
      for (int m : settings.widths()) {
        for (Figure1Init init : Figure1Init.values()) {
          for (int k = 0; k < settings.networks(m); k++) {
            networks.add(new Figure1Network(architecture, m, init, k, seed, settings));
          }
        }
      }
    }
    return networks;
  }
}
