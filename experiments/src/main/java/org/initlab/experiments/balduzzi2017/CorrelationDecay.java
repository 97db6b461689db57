package org.initlab.experiments.balduzzi2017;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.EachBackend;
import org.initlab.experiments.meanfield.RandomMlp;
import org.initlab.experiments.meanfield.Trajectories;

/**
 * How gradients of different inputs lose their correlation over depth: {@code initlab reproduce
 * balduzzi2017-correlation-decay}.
 *
 * <p>Claim: for a centred feed-forward network it is 2^(−L); for residual networks with batch norm
 * it decays like a power of L only, and with β = 0.1 hardly at all. Without centring units are
 * active together and the decay is a power of L too.
 *
 * <p>What you should see: a straight line on a logarithmic axis for the centred feed-forward
 * network, curves that bend away from it for all others, each on its prediction.
 */
@AutoService(Experiment.class)
public final class CorrelationDecay implements Experiment {
  private static final int SAMPLES = 32;

  private record Effort(int width, int networks, List<Integer> depths, int deepestCentred) {
    static Effort of(RunContext context) {
      return switch (context.scale()) {
        case SMOKE -> new Effort(128, 20, List.of(1, 2, 3, 5, 10), 5);
        case QUICK -> new Effort(300, 25, List.of(1, 2, 3, 4, 5, 7, 10, 20, 50), 6);
        case PAPER -> new Effort(1000, 50, List.of(1, 2, 3, 4, 5, 7, 10, 20, 50, 100), 10);
      };
    }
  }

  @Override
  public String id() {
    return "balduzzi2017-correlation-decay";
  }

  @Override
  public String title() {
    return "How the correlation of gradients decays with depth, feed-forward and residual";
  }

  @Override
  public String description() {
    return "Theorems 1 to 3 of Balduzzi et al. 2017: the mean product of the gradients of two"
        + " independent Gaussian inputs relative to their squared norm, in random ReLU networks of up"
        + " to 100 layers. Feed-forward with batch norm: 2^(−L), as half the units are active and a"
        + " quarter together. Residual with batch norm, β = 1 and 0.1: a product over blocks of (1 +"
        + " β²ρ/v)/(1 + β²/v), v the variance of h over the batch. Feed-forward without centring: the"
        + " product of (π − arccos c_l)/π, as inputs become alike.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.BALDUZZI_2017, Bibliography.CHO_2009);
  }

  @Override
  public Result run(RunContext context) {
    return EachBackend.run(context, backend -> on(backend, context));
  }

  private static Result on(Backend backend, RunContext context) {
    Effort effort = Effort.of(context);
    context.progress().start("networks", (long) Kind.values().length * effort.depths().size());
    Map<Kind, Map<Integer, Trajectories>> all = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      Map<Integer, Trajectories> ofKind = new LinkedHashMap<>();
      for (int depth : effort.depths()) {
        // Beyond, 2^(−L) is below what so many networks resolve.
        if (kind == Kind.FEED_FORWARD && depth > effort.deepestCentred()) continue;
        String name = kind.id() + "/depth-" + depth;
        Seed seed = context.seed().child(name);
        Table unit =
            context.unit(
                name + "/" + backend.name(),
                () -> measure(kind, depth, effort, seed, backend, context).table());
        ofKind.put(depth, Trajectories.of(unit));
        context.progress().advance(1);
      }
      all.put(kind, ofKind);
    }
    CorrelationDecayReport report =
        new CorrelationDecayReport(all, effort.width(), effort.networks(), SAMPLES);
    return new Result(List.of(report.table()), List.of(report.figure()), report.checks());
  }

  /** Curve 0: mean product of two gradients; curve 1: their mean squared norm. */
  private static Trajectories measure(
      Kind kind, int depth, Effort effort, Seed seed, Backend backend, RunContext context) {
    Network network = kind.network(effort.width(), effort.width(), depth);
    double[][][] values = new double[effort.networks()][1][];
    for (int k = 0; k < values.length; k++) {
      Seed own = seed.child("network-" + k);
      Tensor inputs = RandomMlp.normals(Shape.of(SAMPLES, effort.width()), own.stream("inputs"));
      Tensor gradients =
          InputGradients.of(
              network, InputGradients.draw(network, 0, own), inputs, backend, context.options());
      values[k][0] = products(gradients);
    }
    return new Trajectories(values);
  }

  static double[] products(Tensor gradients) {
    int n = gradients.shape().dim(0);
    int width = gradients.size() / n;
    double[] sum = new double[width];
    double squares = 0;
    for (int i = 0; i < gradients.size(); i++) {
      double g = gradients.data()[i];
      sum[i % width] += g;
      squares += g * g;
    }
    double all = 0;
    for (double s : sum) all += s * s;
    return new double[] {(all - squares) / ((double) n * (n - 1)), squares / n};
  }
}
