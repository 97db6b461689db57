package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.network.Network;
import org.initlab.core.stats.ErrorBound;

/**
 * Whether backends find the same norm of the same Hessian: the difference of ln ‖Hv‖/‖v‖ of the
 * last step over what errors of the products, {@link ErrorBound#hessianProduct} of both engines,
 * may make it: {@link HessianNorm#allowed}.
 */
final class HessianAgreement {
  /**
   * How many times the reference's measured error another engine's product may have: n terms summed
   * one by one err by u√n, in 64 partial sums (vectors, unrolled) by u√(n/64).
   */
  private static final double OTHER = 8;

  private final RunContext context;
  private final Backend reference;
  private final Backend other;

  private HessianAgreement(RunContext context, Backend reference, Backend other) {
    this.context = context;
    this.reference = reference;
    this.other = other;
  }

  /** One check for every backend but the first, which they are compared with. */
  static List<Check> checks(Map<HessianProblem, List<HessianNorm>> norms, RunContext context) {
    List<Check> checks = new ArrayList<>();
    Backend reference = context.backends().get(0);
    for (Backend backend : context.backends().subList(1, context.backends().size())) {
      checks.add(new HessianAgreement(context, reference, backend).check(norms));
    }
    return checks;
  }

  private Check check(Map<HessianProblem, List<HessianNorm>> norms) {
    double worst = 0;
    double bound = Double.NaN;
    String where = "none";
    for (var entry : norms.entrySet()) {
      HessianProblem problem = entry.getKey();
      Network network = problem.network(problem.data(context.data()));
      for (HessianNorm norm : entry.getValue()) {
        if (!norm.backend().equals(other.name()) || !comparable(norm.scheme())) continue;
        HessianNorm same = same(entry.getValue(), norm);
        double allowed = allowed(problem, network, same);
        double ratio = Math.abs(norm.lnGrowth() - same.lnGrowth()) / allowed;
        if (!(ratio <= worst)) {
          worst = ratio;
          bound = allowed;
          where = problem.id() + ", " + norm.scheme().label() + " " + norm.network();
        }
      }
    }
    return new Check(
        "agreement-" + other.name(),
        String.format(
            Locale.ROOT,
            "%s and %s agree on ln ‖Hv‖/‖v‖ of every %snetwork: worst difference / bound; at %s,"
                + " bound %.1g",
            reference.name(),
            other.name(),
            differenced(reference) || differenced(other) ? "proposed " : "",
            where,
            bound),
        "the same Hessian; in float32 the measured error of a product, else ErrorBound: rounding of"
            + " every layer and the step of differences",
        0,
        worst,
        0,
        1,
        0);
  }

  /**
   * A step of a difference in float64 moves the logits of a network whose states explode by more
   * than they are large: nothing is to be learnt from its third derivatives.
   */
  private boolean comparable(HessianScheme scheme) {
    return scheme == HessianScheme.PROPOSED || !(differenced(reference) || differenced(other));
  }

  private double allowed(HessianProblem problem, Network network, HessianNorm norm) {
    Precision precision = context.options().precision();
    ErrorBound bounds =
        ErrorBound.of(network, problem.batchSize(), precision).forLogits(norm.largestLogit());
    double products =
        bounds.hessianProduct(network, differenced(reference))
            + bounds.hessianProduct(network, differenced(other));
    double measured = (1 + OTHER) * norm.productError();
    return norm.allowed(measured < products ? measured : products);
  }

  private static boolean differenced(Backend backend) {
    return !backend.capabilities().contains(Capability.EXACT_HVP);
  }

  private HessianNorm same(List<HessianNorm> norms, HessianNorm norm) {
    return norms.stream()
        .filter(
            n ->
                n.backend().equals(reference.name())
                    && n.scheme() == norm.scheme()
                    && n.network() == norm.network())
        .findFirst()
        .orElseThrow();
  }
}
