package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.initlab.core.error.Arguments;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.network.Network;

/**
 * SkipInit (De and Smith 2020) and ReZero (Bachlechner et al. 2021): He weights and a learnable
 * scalar α at the end of every residual branch, 0 at the start, so that every block is the
 * identity, or its projection, and the Jacobian of a trunk without projections I. De and Smith also
 * allow α up to 1/√blocks.
 */
@AutoService(Scheme.class)
public final class SkipInitScheme extends WeightScheme {
  private static final String ALPHA = "alpha";

  private final double alpha;

  public SkipInitScheme() {
    this(0);
  }

  private SkipInitScheme(double alpha) {
    super(
        SettingName.of("skipinit", ALPHA, alpha, 0),
        alpha == 0 ? List.of("rezero") : List.of(),
        "he, residual branches times a learnable scalar alpha; De and Smith 2020 (also: ReZero)",
        Initializers.HE_NORMAL,
        Bibliography.DE_2020,
        Bibliography.BACHLECHNER_2021,
        Bibliography.HE_2015);
    this.alpha = Arguments.finite(ALPHA, alpha);
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of(ALPHA, alpha);
  }

  @Override
  public Scheme with(Map<String, Double> settings) {
    return new SkipInitScheme(settings.get(ALPHA));
  }

  @Override
  public String objection(Network network) {
    return Objections.withoutScales(name(), network);
  }

  @Override
  NetworkDraw.Rules rules(Network network, Initializer he) {
    return NetworkDraw.Rules.of(he, WeightNormGain.NORM_OF_V).withScales(new Constant(alpha));
  }
}
