package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Scale;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.theory.NormPropagation;
import org.initlab.core.theory.NormPropagationWander.Weights;

/**
 * One ensemble of weight matrices at one size: forward v = ReLU(√(2n/m)·R̂u), u in Rⁿ and v in Rᵐ,
 * then back through a second layer from Rⁿ with g = √2.
 */
record NormTheoremCase(Weights weights, int n, int m) {
  private static final ArchitectureOptions OPTIONS =
      ArchitectureOptions.WEIGHT_NORM.withBias(false);

  /** How much is drawn at one scale. */
  record Effort(List<Integer> sizes, int networks, int samples) {
    static Effort of(Scale scale) {
      return switch (scale) {
        case SMOKE -> new Effort(List.of(2, 5, 10, 50), 100, 20);
        case QUICK -> new Effort(List.of(2, 5, 10, 50, 200), 400, 50);
        case PAPER -> new Effort(List.of(2, 5, 10, 50, 200, 500), 1000, 100);
      };
    }
  }

  /** Square matrices of both ensembles, and isotropic ones with m = 4n. */
  static List<NormTheoremCase> all(Effort effort) {
    List<NormTheoremCase> cases = new ArrayList<>();
    for (int n : effort.sizes()) cases.add(new NormTheoremCase(Weights.ISOTROPIC, n, n));
    for (int n : effort.sizes()) cases.add(new NormTheoremCase(Weights.ISOTROPIC, n, 4 * n));
    for (int n : effort.sizes()) cases.add(new NormTheoremCase(Weights.ORTHOGONAL, n, n));
    return cases;
  }

  /** In kebab case. */
  String id() {
    return ensemble() + "-n" + n + "-m" + m;
  }

  String ensemble() {
    return weights == Weights.ISOTROPIC ? "isotropic" : "orthogonal";
  }

  /** As in the figure's legend. */
  String label() {
    return ensemble() + ", m = " + (m == n ? "n" : m / n + "n");
  }

  /** u → a = R̂u·g → v = ReLU(a) → a second layer. */
  Network network() {
    return Architectures.feedForward(n, new int[] {m, n}, OPTIONS);
  }

  /** Draws both matrices; the second layer gets the gain of the backward theorem. */
  Parameters draw(Seed seed) {
    String scheme = weights == Weights.ISOTROPIC ? "he_proposed" : "orthogonal_proposed";
    Network network = network();
    Parameters drawn = Schemes.named(scheme).initialize(network, InitContext.of(seed));
    String gain = network.layers().get(2).name() + ".weight_g";
    return drawn.with(gain, Tensor.filled(drawn.get(gain).shape(), Math.sqrt(2)));
  }

  /** Var(‖v‖²/‖u‖²). */
  double variance() {
    return weights == Weights.ISOTROPIC
        ? NormPropagation.varianceIsotropic(n, m)
        : NormPropagation.varianceHaar(n);
  }
}
