package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.init.VarianceScaling.Distribution;
import org.initlab.core.init.VarianceScaling.Fan;
import org.initlab.core.network.Network;

/**
 * The weights of Fixup (Zhang, Dauphin and Ma 2019): the last layer of every residual branch and
 * the classifier 0, other layers of a branch He times L^(−1/(2m−2)), L the residual blocks of the
 * network and m the weighted layers of the branch, everything else He. He stands for variance
 * 2/fan_out, as in the authors' program (hongyi-zhang/Fixup). Every branch is 0 at the start and so
 * are the logits, the loss ln K for K classes. The scalar multipliers of branches start at 1 where
 * a network has them ({@link org.initlab.core.network.Scale}); its scalar biases are not among the
 * layers, and the layers' own biases, one per unit, start at 0 in their stead.
 */
@AutoService(Scheme.class)
public final class FixupScheme extends WeightScheme {
  private static final Initializer HE_FAN_OUT =
      new VarianceScaling(2, Fan.FAN_OUT, Distribution.NORMAL);

  public FixupScheme() {
    super(
        "fixup",
        List.of(),
        "residual branches end in 0 and start He · L^(−1/(2m−2)), classifier 0; Zhang et al. 2019",
        HE_FAN_OUT,
        Bibliography.ZHANG_2019,
        Bibliography.HE_2015);
  }

  @Override
  public String objection(Network network) {
    String objection = Objections.withoutBlocks(name(), network);
    return objection.isEmpty() ? Objections.anyWeightNorm(name(), network) : objection;
  }

  @Override
  NetworkDraw.Rules rules(Network network, Initializer he) {
    ResidualBranches branches = ResidualBranches.of(network);
    Initializer weights =
        (spec, random) -> {
          ResidualBranches.Place place = branches.of(spec.layer());
          if (place == null) return he.draw(spec, random);
          if (place.last()) return Initializers.ZEROS.draw(spec, random);
          double scale = 2 * Math.pow(branches.blocks(), -1.0 / (place.layers() - 1));
          return new VarianceScaling(scale, Fan.FAN_OUT, Distribution.NORMAL).draw(spec, random);
        };
    return NetworkDraw.Rules.of(weights, WeightNormGain.NORM_OF_V)
        .withClassifier(Initializers.ZEROS, Initializers.ZEROS);
  }
}
