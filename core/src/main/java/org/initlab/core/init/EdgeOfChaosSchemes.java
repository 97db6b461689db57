package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Paper;
import org.initlab.core.init.VarianceScaling.Distribution;
import org.initlab.core.init.VarianceScaling.Fan;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.theory.CriticalLine;

/**
 * Initialization at the edge of chaos (Schoenholz et al. 2017): biases N(0, σ_b²) and weights of
 * variance σ_w²/fan_in, σ_w the critical one of the network's activation for that σ_b, where χ₁ = 1
 * and neither signals nor gradients are lost exponentially with depth. Classifiers keep the
 * framework's default.
 */
public final class EdgeOfChaosSchemes {
  private EdgeOfChaosSchemes() {}

  /** Gaussian weights. */
  @AutoService(Scheme.class)
  public static final class Gaussian extends Critical {
    public Gaussian() {
      this(EdgeOfChaos.USUAL_SIGMA_B);
    }

    private Gaussian(double sigmaB) {
      super("edge_of_chaos", "Gaussian", sigmaB);
    }

    @Override
    Initializer weights(double sigmaW) {
      return new VarianceScaling(sigmaW * sigmaW, Fan.FAN_IN, Distribution.NORMAL);
    }

    @Override
    Scheme at(double sigmaB) {
      return new Gaussian(sigmaB);
    }
  }

  /** Orthogonal weights, which make the network a dynamical isometry as σ_b → 0. */
  @AutoService(Scheme.class)
  public static final class OrthogonalWeights extends Critical {
    public OrthogonalWeights() {
      this(EdgeOfChaos.USUAL_SIGMA_B);
    }

    private OrthogonalWeights(double sigmaB) {
      super(
          "edge_of_chaos_orthogonal",
          "orthogonal",
          sigmaB,
          Bibliography.PENNINGTON_2017,
          Bibliography.MARTENS_2021);
    }

    @Override
    Initializer weights(double sigmaW) {
      return new ScaledOrthogonal(sigmaW);
    }

    @Override
    Scheme at(double sigmaB) {
      return new OrthogonalWeights(sigmaB);
    }
  }

  /** Delta-orthogonal convolutions. */
  @AutoService(Scheme.class)
  public static final class DeltaOrthogonalWeights extends Critical {
    public DeltaOrthogonalWeights() {
      this(EdgeOfChaos.USUAL_SIGMA_B);
    }

    private DeltaOrthogonalWeights(double sigmaB) {
      super("edge_of_chaos_delta", "delta-orthogonal", sigmaB, Bibliography.XIAO_2018);
    }

    @Override
    Initializer weights(double sigmaW) {
      return new DeltaOrthogonal(new ScaledOrthogonal(sigmaW));
    }

    @Override
    Scheme at(double sigmaB) {
      return new DeltaOrthogonalWeights(sigmaB);
    }

    @Override
    public String objection(Network network) {
      String objection = Objections.notDeltaOrthogonal(name(), network);
      return objection.isEmpty() ? super.objection(network) : objection;
    }
  }

  private abstract static class Critical implements Scheme {
    private static final String SIGMA_B = "sigma_b";

    private final String name;
    private final String kind;
    private final double sigmaB;
    private final List<Paper> papers = new ArrayList<>();

    Critical(String name, String kind, double sigmaB, Paper... papers) {
      Arguments.notNegative(SIGMA_B, sigmaB);
      this.name = SettingName.of(name, SIGMA_B, sigmaB, EdgeOfChaos.USUAL_SIGMA_B);
      this.kind = kind;
      this.sigmaB = sigmaB;
      this.papers.add(Bibliography.SCHOENHOLZ_2017);
      this.papers.addAll(List.of(papers));
    }

    abstract Initializer weights(double sigmaW);

    abstract Scheme at(double sigmaB);

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final String description() {
      return kind + " weights at the activation's critical σ_w for sigma_b; Schoenholz et al. 2017";
    }

    @Override
    public final List<Paper> papers() {
      return List.copyOf(papers);
    }

    @Override
    public final Map<String, Double> settings() {
      return Map.of(SIGMA_B, sigmaB);
    }

    @Override
    public final Scheme with(Map<String, Double> settings) {
      return at(settings.get(SIGMA_B));
    }

    @Override
    public String objection(Network network) {
      try {
        EdgeOfChaos.of(name, network, sigmaB);
        return "";
      } catch (InvalidInputException e) {
        return e.getMessage();
      }
    }

    @Override
    public final Parameters initialize(Network network, InitContext context) {
      String objection = objection(network);
      if (!objection.isEmpty()) throw new InvalidInputException(objection);
      CriticalLine.Point point = EdgeOfChaos.of(name, network, sigmaB);
      NetworkDraw.Rules rules =
          NetworkDraw.Rules.of(weights(point.sigmaW()), WeightNormGain.NORM_OF_V)
              .withBiases(new Normal(point.sigmaB()));
      return NetworkDraw.draw(network, context, rules);
    }
  }
}
