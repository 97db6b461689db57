package org.initlab.core.init;

import com.google.auto.service.AutoService;

/** Data-dependent initialization of weight-normalized networks. */
public final class DataDependentSchemes {
  private DataDependentSchemes() {}

  /** He directions. */
  @AutoService(Scheme.class)
  public static final class He extends DataDependentScheme {
    public He() {
      super("he_datadep", "He", Initializers.HE_NORMAL);
    }
  }

  /** Orthogonal directions. */
  @AutoService(Scheme.class)
  public static final class OrthogonalDirections extends DataDependentScheme {
    public OrthogonalDirections() {
      super("orthogonal_datadep", "orthogonal", Initializers.ORTHOGONAL);
    }
  }
}
