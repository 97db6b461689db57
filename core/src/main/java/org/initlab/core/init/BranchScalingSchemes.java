package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Tensor;

/**
 * He weights with the last layer of every residual branch scaled down by a power of B, the number
 * of blocks of its stage. At 1/√B a stage multiplies the mean square by (1 + 1/B)^B &lt; e whatever
 * its depth; independent branches scaled by 1/B are lost beside the shortcut as B grows (Marion et
 * al. 2025).
 */
public final class BranchScalingSchemes {
  private BranchScalingSchemes() {}

  /** 1/√B, as Taki (2017) and Hayou et al. (2021) have it. */
  @AutoService(Scheme.class)
  public static final class InverseRoot extends Scaled {
    public InverseRoot() {
      super(
          "he_over_sqrt_blocks",
          "he, residual branches of a stage of B blocks times 1/√B; Taki 2017, Hayou et al. 2021",
          b -> 1 / Math.sqrt(b),
          Bibliography.TAKI_2017,
          Bibliography.HAYOU_2021,
          Bibliography.MARION_2025,
          Bibliography.HE_2015);
    }
  }

  /** 1/B. */
  @AutoService(Scheme.class)
  public static final class Inverse extends Scaled {
    public Inverse() {
      super(
          "he_over_blocks",
          "he, residual branches of a stage of B blocks times 1/B; Marion et al. 2025",
          b -> 1 / b,
          Bibliography.MARION_2025,
          Bibliography.HE_2015);
    }
  }

  private abstract static class Scaled extends WeightScheme {
    private final DoubleUnaryOperator factor;

    Scaled(String name, String description, DoubleUnaryOperator factor, Paper... papers) {
      super(name, List.of(), description, Initializers.HE_NORMAL, papers);
      this.factor = factor;
    }

    @Override
    public final String objection(Network network) {
      return Objections.withoutBlocks(name(), network);
    }

    @Override
    final NetworkDraw.Rules rules(Network network, Initializer he) {
      ResidualBranches branches = ResidualBranches.of(network);
      Initializer scaled =
          (spec, random) -> {
            Tensor w = he.draw(spec, random);
            if (!branches.endsWith(spec.layer())) return w;
            double f = factor.applyAsDouble(spec.blocks());
            double[] data = new double[w.size()];
            for (int i = 0; i < data.length; i++) data[i] = f * w.data()[i];
            return Tensor.of(w.shape(), data);
          };
      return NetworkDraw.Rules.of(scaled, WeightNormGain.NORM_OF_V);
    }
  }
}
