package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.experiment.Bibliography;

/** Schemes of independent weights whose variance follows from the fans. */
public final class VarianceSchemes {
  private VarianceSchemes() {}

  /** N(0, 2/fan_in). */
  @AutoService(Scheme.class)
  public static final class He extends WeightScheme {
    public He() {
      super(
          "he",
          List.of("he_normal", "kaiming_normal"),
          "N(0, 2/fan_in); He et al. 2015",
          Initializers.HE_NORMAL,
          Bibliography.HE_2015);
    }
  }

  /** U(±√(6/fan_in)). */
  @AutoService(Scheme.class)
  public static final class HeUniform extends WeightScheme {
    public HeUniform() {
      super(
          "he_uniform",
          List.of("kaiming_uniform"),
          "U(±√(6/fan_in)); He et al. 2015",
          Initializers.HE_UNIFORM,
          Bibliography.HE_2015);
    }
  }

  /** A normal distribution cut off at two standard deviations, of variance 2/fan_in. */
  @AutoService(Scheme.class)
  public static final class HeTruncated extends WeightScheme {
    public HeTruncated() {
      super(
          "he_truncated",
          List.of(),
          "normal truncated at 2σ, of variance 2/fan_in; He et al. 2015 as in Keras",
          Initializers.HE_TRUNCATED,
          Bibliography.HE_2015);
    }
  }

  /** N(0, 2/(fan_in + fan_out)). */
  @AutoService(Scheme.class)
  public static final class GlorotNormal extends WeightScheme {
    public GlorotNormal() {
      super(
          "glorot_normal",
          List.of("xavier_normal"),
          "N(0, 2/(fan_in + fan_out)); Glorot and Bengio 2010",
          Initializers.GLOROT_NORMAL,
          Bibliography.GLOROT_2010);
    }
  }

  /** U(±√(6/(fan_in + fan_out))). */
  @AutoService(Scheme.class)
  public static final class GlorotUniform extends WeightScheme {
    public GlorotUniform() {
      super(
          "glorot_uniform",
          List.of("xavier_uniform"),
          "U(±√(6/(fan_in + fan_out))); Glorot and Bengio 2010",
          Initializers.GLOROT_UNIFORM,
          Bibliography.GLOROT_2010);
    }
  }

  /** N(0, 1/fan_in). */
  @AutoService(Scheme.class)
  public static final class LecunNormal extends WeightScheme {
    public LecunNormal() {
      super(
          "lecun_normal",
          List.of(),
          "N(0, 1/fan_in); LeCun et al. 1998",
          Initializers.LECUN_NORMAL,
          Bibliography.LECUN_1998);
    }
  }
}
