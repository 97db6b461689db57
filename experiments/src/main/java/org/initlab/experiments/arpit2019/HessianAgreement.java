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

/** Whether backends find the same norm of the same Hessian. */
final class HessianAgreement {
  private HessianAgreement() {}

  /** One check for every backend but the first, which they are compared with. */
  static List<Check> checks(Map<HessianProblem, List<HessianNorm>> norms, RunContext context) {
    List<Check> checks = new ArrayList<>();
    Backend reference = context.backends().get(0);
    for (Backend backend : context.backends()) {
      if (backend == reference) continue;
      boolean exact =
          context.options().precision() == Precision.FLOAT64
              && reference.capabilities().contains(Capability.EXACT_HVP)
              && backend.capabilities().contains(Capability.EXACT_HVP);
      checks.add(check(norms, reference.name(), backend.name(), exact));
    }
    return checks;
  }

  private static Check check(
      Map<HessianProblem, List<HessianNorm>> norms, String a, String b, boolean exact) {
    double worst = 0;
    String where = "none";
    for (var entry : norms.entrySet()) {
      for (HessianNorm norm : entry.getValue()) {
        // A step of a difference in float64 moves the logits of a network whose states explode by
        // more than they are large: nothing is to be learnt from its third derivatives.
        if (!norm.backend().equals(b) || (!exact && norm.scheme() != HessianScheme.PROPOSED)) {
          continue;
        }
        double difference = Math.abs(norm.ln() - same(entry.getValue(), norm, a).ln());
        if (!(difference <= worst)) {
          worst = difference;
          where = entry.getKey().id() + ", " + norm.scheme().label() + " " + norm.network();
        }
      }
    }
    return new Check(
        "agreement-" + b,
        String.format(
            Locale.ROOT,
            "%s and %s agree on ln λ of every %snetwork, worst: %s; tolerance %s",
            a,
            b,
            exact ? "" : "proposed ",
            where,
            exact
                ? "1e-8 for float64 products that err by 1e-13 and are magnified along 56 layers"
                : "1e-2 for products that are differenced or of float32"),
        "the same Hessian",
        0,
        worst,
        0,
        exact ? 1e-8 : 1e-2,
        0);
  }

  private static HessianNorm same(List<HessianNorm> norms, HessianNorm norm, String backend) {
    return norms.stream()
        .filter(
            n ->
                n.backend().equals(backend)
                    && n.scheme() == norm.scheme()
                    && n.network() == norm.network())
        .findFirst()
        .orElseThrow();
  }
}
