package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Tensor;

/** Schemes whose weights are matrices of a given structure. */
public final class StructuredSchemes {
  private StructuredSchemes() {}

  /** The identity matrix, and for convolutions the identity map. */
  @AutoService(Scheme.class)
  public static final class IdentityWeights extends WeightScheme {
    public IdentityWeights() {
      super(
          "identity",
          List.of("eye"),
          "the identity matrix, for convolutions the identity map; Le et al. 2015",
          new Identity(),
          Bibliography.LE_2015);
    }

    @Override
    public String objection(Network network) {
      return Objections.zeroRows(name(), network);
    }
  }

  /** Convolutions that copy their input channels. */
  @AutoService(Scheme.class)
  public static final class DiracWeights extends WeightScheme {
    public DiracWeights() {
      super(
          "dirac",
          List.of(),
          "convolutions that copy their input channels; Zagoruyko and Komodakis 2017",
          new Dirac(),
          Bibliography.ZAGORUYKO_2017);
    }

    @Override
    public String objection(Network network) {
      String dense = Objections.anyDense(name(), network);
      return dense.isEmpty() ? Objections.zeroRows(name(), network) : dense;
    }
  }

  /** Every unit the mean of its inputs. */
  @AutoService(Scheme.class)
  public static final class ConstantWeights extends WeightScheme {
    public ConstantWeights() {
      super(
          "constant",
          List.of(),
          "1/fan_in, so that every unit is the mean of its inputs; symmetry is never broken",
          (spec, random) -> Tensor.filled(spec.shape(), 1.0 / spec.fanIn()));
    }
  }

  /** Every weight zero. */
  @AutoService(Scheme.class)
  public static final class ZeroWeights extends WeightScheme {
    public ZeroWeights() {
      super("zeros", List.of(), "0; nothing but biases ever learns", Initializers.ZEROS);
    }

    @Override
    public String objection(Network network) {
      return Objections.anyWeightNorm(name(), network);
    }
  }
}
