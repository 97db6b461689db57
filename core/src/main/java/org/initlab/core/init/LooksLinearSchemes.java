package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.Set;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;

/**
 * Looks-linear initialization (Balduzzi et al. 2017, §5) of networks of concatenated ReLUs: weights
 * that read one are [W, −W], biases 0, so that the network is linear in its input at the start, and
 * the product of its matrices W. The classifier is mirrored too, from the framework's default, and
 * has no bias either.
 */
public final class LooksLinearSchemes {
  private LooksLinearSchemes() {}

  /** W orthogonal, for a convolution as out×(in·k·k). */
  @AutoService(Scheme.class)
  public static final class OrthogonalHalves extends Mirrored {
    public OrthogonalHalves() {
      this(1);
    }

    private OrthogonalHalves(double gain) {
      super(
          "looks_linear",
          "[W, −W] after concatenated ReLUs, W orthogonal times gain; Balduzzi et al. 2017",
          gain,
          new Orthogonal(gain),
          Bibliography.BALDUZZI_2017);
    }

    @Override
    Scheme withGain(double other) {
      return new OrthogonalHalves(other);
    }
  }

  /** W delta-orthogonal, so that convolutions keep the norm as well. */
  @AutoService(Scheme.class)
  public static final class DeltaOrthogonalHalves extends Mirrored {
    public DeltaOrthogonalHalves() {
      this(1);
    }

    private DeltaOrthogonalHalves(double gain) {
      super(
          "looks_linear_delta",
          "looks_linear with W delta-orthogonal; Balduzzi et al. 2017, Xiao et al. 2018",
          gain,
          new DeltaOrthogonal(gain),
          Bibliography.BALDUZZI_2017,
          Bibliography.XIAO_2018);
    }

    @Override
    Scheme withGain(double other) {
      return new DeltaOrthogonalHalves(other);
    }

    @Override
    public String objection(Network network) {
      String objection = super.objection(network);
      if (!objection.isEmpty()) return objection;
      return Objections.notDeltaOrthogonal(name(), network, LooksLinearLayers.of(network));
    }
  }

  private abstract static class Mirrored extends ScaledScheme {
    Mirrored(String name, String description, double gain, Initializer half, Paper... papers) {
      super(name, description, gain, half, papers);
    }

    @Override
    public String objection(Network network) {
      try {
        LooksLinearLayers.of(network);
        return "";
      } catch (InvalidInputException e) {
        return e.getMessage();
      }
    }

    @Override
    final NetworkDraw.Rules rules(Network network, Initializer half) {
      Set<String> mirrored = LooksLinearLayers.of(network);
      return NetworkDraw.Rules.of(where(mirrored, half), WeightNormGain.NORM_OF_V)
          .withClassifier(where(mirrored, Initializers.FRAMEWORK_DEFAULT), Initializers.ZEROS);
    }

    private static Initializer where(Set<String> mirrored, Initializer half) {
      Initializer both = new LooksLinear(half);
      return (spec, random) -> (mirrored.contains(spec.layer()) ? both : half).draw(spec, random);
    }
  }
}
