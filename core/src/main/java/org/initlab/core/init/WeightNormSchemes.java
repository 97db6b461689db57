package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.experiment.Bibliography;

/** Schemes for weight-normalized networks that set the gain g without looking at data. */
public final class WeightNormSchemes {
  private static final String PROPOSED = " directions, g = √(γ fan_in/fan_out), ";

  private WeightNormSchemes() {}

  /** He directions with g = 1, the comparison of Figure 1. */
  @AutoService(Scheme.class)
  public static final class HeUnitGain extends GainScheme {
    public HeUnitGain() {
      super(
          "he_unit_g",
          List.of(),
          "He directions, g = 1; Arpit et al. 2019, Figure 1",
          Initializers.HE_NORMAL,
          WeightNormGain.ONE,
          Bibliography.ARPIT_2019,
          Bibliography.HE_2015);
    }
  }

  /** Gaussian directions with the proposed gain. */
  @AutoService(Scheme.class)
  public static final class HeProposed extends GainScheme {
    public HeProposed() {
      super(
          "he_proposed",
          List.of("proposed_he"),
          "Gaussian" + PROPOSED + "γ = 2, 1/B, 1 by position; Arpit et al. 2019",
          Initializers.LECUN_NORMAL,
          WeightNormGain.PROPOSED,
          Bibliography.ARPIT_2019);
    }
  }

  /** Orthogonal directions with the proposed gain. */
  @AutoService(Scheme.class)
  public static final class OrthogonalProposed extends GainScheme {
    public OrthogonalProposed() {
      super(
          "orthogonal_proposed",
          List.of("proposed_orthogonal"),
          "orthogonal" + PROPOSED + "γ = 2, 1/B, 1 by position; Arpit et al. 2019",
          Initializers.ORTHOGONAL,
          WeightNormGain.PROPOSED,
          Bibliography.ARPIT_2019);
    }
  }

  /** The proposed scheme with Hanin and Rolnick's stage-wise branch scales. */
  @AutoService(Scheme.class)
  public static final class Hanin extends GainScheme {
    public Hanin() {
      super(
          "hanin",
          List.of(),
          "orthogonal"
              + PROPOSED
              + "γ = 0.9^(2l) for the l-th branch of a stage; Hanin and Rolnick 2018,"
              + " as in Arpit et al. 2019",
          Initializers.ORTHOGONAL,
          WeightNormGain.HANIN,
          Bibliography.HANIN_2018,
          Bibliography.ARPIT_2019);
    }
  }
}
