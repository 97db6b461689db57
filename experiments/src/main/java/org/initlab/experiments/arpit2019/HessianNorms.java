package org.initlab.experiments.arpit2019;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;

/**
 * The spectral norm of the loss Hessian at initialization, Arpit, Campos and Bengio 2019: {@code
 * initlab reproduce arpit2019-hessian}.
 *
 * <p>Claim: residual networks that start from the proposed scheme have a Hessian of far smaller
 * spectral norm than data-dependent initialization and the framework's default give, which is why
 * they bear large learning rates.
 *
 * <p>What you should see: the proposed scheme lowest, one to two units of the natural logarithm
 * below the data-dependent one, and the default far above both.
 */
@AutoService(Experiment.class)
public final class HessianNorms implements Experiment {
  @Override
  public String id() {
    return "arpit2019-hessian";
  }

  @Override
  public String title() {
    return "Spectral norm of the loss Hessian of residual networks at initialization";
  }

  @Override
  public String description() {
    return "The eigenvalue of largest size of the Hessian of the cross-entropy over the first tenth"
        + " of the training batches, by the original program's power iteration, for weight-"
        + "normalized residual networks under PyTorch's default, data-dependent, stage-wise Hanin"
        + " and the proposed initialization. At paper scale these are the networks of the paper's"
        + " table, WRN-40-10 on CIFAR-10 and ResNet-164 on CIFAR-100; at the other scales"
        + " ResNets on the digits that need no files. The base of the published logarithms is not"
        + " stated, so ours stand in both.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.ARPIT_2019, Bibliography.SALIMANS_2016);
  }

  @Override
  public Result run(RunContext context) {
    List<HessianProblem> problems = HessianProblem.of(context.scale());
    long products = 0;
    for (HessianProblem p : problems) products += p.networks();
    context
        .progress()
        .start("networks", products * HessianScheme.values().length * context.backends().size());
    Map<HessianProblem, List<HessianNorm>> norms = new LinkedHashMap<>();
    for (HessianProblem problem : problems) norms.put(problem, measure(problem, context));
    HessianReport report = new HessianReport(norms, context.backends().get(0).name());
    List<Check> checks = new ArrayList<>(report.order());
    checks.addAll(HessianAgreement.checks(norms, context));
    return new Result(report.tables(), List.of(report.figure()), checks);
  }

  private static List<HessianNorm> measure(HessianProblem problem, RunContext context) {
    Dataset data = problem.data(context.data());
    HessianMeasurement measurement = new HessianMeasurement(problem, data, context.options());
    Backend reference = context.backends().get(0);
    List<HessianNorm> norms = new ArrayList<>();
    for (int n = 0; n < problem.networks(); n++) {
      Seed seed = context.seed().child("network/" + n);
      for (HessianScheme scheme : HessianScheme.values()) {
        for (Backend backend : context.backends()) {
          String key =
              String.join("/", problem.id(), scheme.scheme(), "network-" + n, backend.name());
          Table steps = context.unit(key, () -> measurement.of(scheme, seed, reference, backend));
          norms.add(HessianNorm.of(scheme, n, backend.name(), steps));
          context.progress().advance(1);
        }
      }
    }
    return norms;
  }
}
