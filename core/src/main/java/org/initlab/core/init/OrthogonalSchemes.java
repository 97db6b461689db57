package org.initlab.core.init;

import com.google.auto.service.AutoService;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.network.Network;

/** Schemes of Haar-distributed orthogonal matrices. */
public final class OrthogonalSchemes {
  private OrthogonalSchemes() {}

  /** Orthonormal rows or columns. */
  @AutoService(Scheme.class)
  public static final class OrthogonalWeights extends ScaledScheme {
    public OrthogonalWeights() {
      this(1);
    }

    private OrthogonalWeights(double gain) {
      super(
          "orthogonal",
          "Haar-distributed orthonormal rows or columns, times gain; Saxe et al. 2014",
          gain,
          new Orthogonal(gain),
          Bibliography.SAXE_2014);
    }

    @Override
    Scheme withGain(double other) {
      return new OrthogonalWeights(other);
    }
  }

  /** Rows of mean square 1/fan_in whatever the shape. */
  @AutoService(Scheme.class)
  public static final class ScaledOrthogonalWeights extends ScaledScheme {
    public ScaledOrthogonalWeights() {
      this(1);
    }

    private ScaledOrthogonalWeights(double gain) {
      super(
          "scaled_orthogonal",
          "orthogonal, of variance gain²/fan_in whatever the shape; Martens et al. 2021",
          gain,
          new ScaledOrthogonal(gain),
          Bibliography.MARTENS_2021,
          Bibliography.SAXE_2014);
    }

    @Override
    Scheme withGain(double other) {
      return new ScaledOrthogonalWeights(other);
    }
  }

  /** Rows that sum to 0. */
  @AutoService(Scheme.class)
  public static final class CentredOrthogonalWeights extends ScaledScheme {
    public CentredOrthogonalWeights() {
      this(1);
    }

    private CentredOrthogonalWeights(double gain) {
      super(
          "centred_orthogonal",
          "orthogonal among weights whose rows sum to 0, times gain; after Huang et al. 2017",
          gain,
          new CentredOrthogonal(gain),
          Bibliography.HUANG_2017,
          Bibliography.SAXE_2014);
    }

    @Override
    Scheme withGain(double other) {
      return new CentredOrthogonalWeights(other);
    }

    @Override
    public String objection(Network network) {
      return Objections.singleInputs(name(), network);
    }
  }

  /** Convolutions that are orthogonal at the centre tap and 0 elsewhere. */
  @AutoService(Scheme.class)
  public static final class DeltaOrthogonalWeights extends ScaledScheme {
    public DeltaOrthogonalWeights() {
      this(1);
    }

    private DeltaOrthogonalWeights(double gain) {
      super(
          "delta_orthogonal",
          "convolutions orthogonal at the centre tap, 0 elsewhere, times gain; Xiao et al. 2018",
          gain,
          new DeltaOrthogonal(gain),
          Bibliography.XIAO_2018);
    }

    @Override
    Scheme withGain(double other) {
      return new DeltaOrthogonalWeights(other);
    }

    @Override
    public String objection(Network network) {
      return Objections.notDeltaOrthogonal(name(), network);
    }
  }
}
