package org.initlab.bench;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Times the three directions of a layer: forward by {@code forward}, back to the input by what the
 * gradient of the input takes more, and back to the weight by what {@code accumulate} takes more.
 */
final class LayerTimer {
  private static final Seed SEED = new Seed(1);
  private static final double NANOSECONDS = 1e-9;

  /** What is computed of a layer. */
  enum Direction {
    FORWARD,
    BY_INPUT,
    BY_WEIGHT;

    String id() {
      return switch (this) {
        case FORWARD -> "forward";
        case BY_INPUT -> "by input";
        case BY_WEIGHT -> "by weight";
      };
    }
  }

  private final int rounds;
  private final double secondsPerRound;

  LayerTimer(int rounds, double secondsPerRound) {
    this.rounds = rounds;
    this.secondsPerRound = secondsPerRound;
  }

  /**
   * Seconds of one layer.
   *
   * @param seconds by backend, direction and round
   * @param peak the machine's floating-point operations per second in every round
   */
  record Result(LayerCase layer, List<String> backends, double[][][] seconds, double[] peak) {}

  Result time(LayerCase layer, List<Backend> backends, CompileOptions options) {
    List<Pair> pairs = new ArrayList<>();
    try (FmaPeak peak = new FmaPeak(options.precision(), options.threads())) {
      for (Backend backend : backends) pairs.add(new Pair(layer, backend, options));
      double[][][] seconds = new double[pairs.size()][Direction.values().length][rounds];
      double[] peaks = new double[rounds];
      double each = secondsPerRound / Direction.values().length;
      for (Pair pair : pairs) pair.round(2 * each);
      for (int round = 0; round < rounds; round++) {
        peaks[round] = peak.flops();
        for (int b = 0; b < pairs.size(); b++) {
          double[] of = pairs.get(b).round(each);
          for (int d = 0; d < of.length; d++) seconds[b][d][round] = of[d];
        }
      }
      return new Result(layer, backends.stream().map(Backend::name).toList(), seconds, peaks);
    } finally {
      pairs.forEach(Pair::close);
    }
  }

  /** The two networks of a case on one backend. */
  private static final class Pair implements AutoCloseable {
    private final LayerCase layer;
    private final Run without;
    private final Run with;

    Pair(LayerCase layer, Backend backend, CompileOptions options) {
      this.layer = layer;
      this.without = new Run(layer.without(), layer.batch(), backend, options);
      this.with = new Run(layer.with(), layer.batch(), backend, options);
    }

    /** Seconds of one layer in every direction. */
    double[] round(double seconds) {
      double[] calls = new double[Direction.values().length];
      for (Direction direction : Direction.values()) {
        calls[direction.ordinal()] = difference(direction, seconds);
      }
      // Nobody wants the gradient of a network's input when its weights are trained.
      calls[2] -= layer.first() ? calls[0] : calls[1];
      calls[1] -= calls[0];
      return calls;
    }

    /** The two in turn, so that what disturbs the machine disturbs both. */
    private double difference(Direction upTo, double seconds) {
      double few = Double.POSITIVE_INFINITY;
      double more = Double.POSITIVE_INFINITY;
      long start = System.nanoTime();
      do {
        few = Math.min(few, without.call(upTo));
        more = Math.min(more, with.call(upTo));
      } while ((System.nanoTime() - start) * NANOSECONDS < seconds);
      return (more - few) / layer.layers();
    }

    @Override
    public void close() {
      without.model.close();
      with.model.close();
    }
  }

  /** One network on one backend with a batch for it. */
  private static final class Run {
    private static final GradientRequest INPUT = new GradientRequest(false, true, Probe.NONE);

    private final Model model;
    private final Tensor inputs;
    private final Objective objective;

    Run(Network network, int batch, Backend backend, CompileOptions options) {
      Parameters parameters = Schemes.named("he").initialize(network, InitContext.of(SEED));
      this.model = backend.compile(network, parameters, options);
      this.inputs = draw("inputs", network.input().batched(batch));
      this.objective = new Objective.Cotangent(draw("cotangent", network.output().batched(batch)));
    }

    private static Tensor draw(String name, Shape shape) {
      return Tensor.of(shape, SEED.stream(name).doubles(shape.size(), -1, 1).toArray());
    }

    double call(Direction upTo) {
      long start = System.nanoTime();
      switch (upTo) {
        case FORWARD -> model.forward(inputs, Mode.TRAIN, Probe.NONE);
        case BY_INPUT -> model.gradients(inputs, objective, Mode.TRAIN, INPUT);
        case BY_WEIGHT -> model.accumulate(inputs, objective, 1);
      }
      return (System.nanoTime() - start) * NANOSECONDS;
    }
  }
}
