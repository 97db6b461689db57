package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.initlab.cli.hessian.HessianMethod;
import org.initlab.cli.hessian.HessianSettings;
import org.initlab.core.hessian.HessianOperator;
import org.initlab.core.hessian.PowerIteration;
import org.initlab.core.train.TrainConfig;
import picocli.CommandLine.Option;

/** What is computed of the Hessian, and how. */
public final class HessianOptions {
  private static final int DEFAULT_PROBES = 10;

  @Option(
      names = "--method",
      paramLabel = "power|lanczos",
      defaultValue = "power",
      description =
          "power: the original program's iteration, the eigenvalue of largest size; lanczos: several"
              + " with bounds, trace and spectral density (default: ${DEFAULT-VALUE})")
  private String method;

  @Option(
      names = "--iterations",
      paramLabel = "M",
      defaultValue = "" + PowerIteration.ORIGINAL_STEPS,
      description =
          "products with the Hessian per run of the method, lanczos holds as many vectors"
              + " (default: ${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--top",
      paramLabel = "K",
      description =
          "eigenvalues to show, those of largest size (default: 1; lanczos: 5, or --iterations if"
              + " fewer)")
  private Integer top;

  @Option(
      names = "--probes",
      paramLabel = "P",
      description =
          "of lanczos: random vectors for trace and density, 0 for neither (default: "
              + DEFAULT_PROBES
              + ")")
  private Integer probes;

  @Option(
      names = "--fraction",
      defaultValue = "" + HessianOperator.ORIGINAL_FRACTION,
      description =
          "of the training batches, the first ones, that the loss is taken over; one at least"
              + " (default: ${DEFAULT-VALUE})")
  private double fraction;

  @Option(
      names = "--gradient-quotient",
      description =
          "also MetaInit's gradient quotient, how much a step of gradient descent changes the"
              + " gradient")
  private boolean gradientQuotient;

  @Option(
      names = {"--batch-size", "--batch_size"},
      defaultValue = "128",
      description = "samples per batch (default: ${DEFAULT-VALUE})")
  private int batchSize;

  @Option(
      names = {"--mini-batch-size", "--mini_batch_size"},
      description =
          "samples at a time, for networks too large for a whole batch; divides --batch-size"
              + " (default: the batch size)")
  private Integer miniBatchSize;

  int batchSize() {
    return batchSize;
  }

  /** Samples that pass through the network at a time. */
  int miniBatchSize() {
    return miniBatchSize == null ? batchSize : miniBatchSize;
  }

  /**
   * @throws org.initlab.core.error.InvalidInputException naming the value that cannot be
   */
  HessianSettings settings() {
    TrainConfig.accumulated(batchSize, miniBatchSize());
    HessianMethod chosen = HessianMethod.named(method);
    boolean lanczos = chosen == HessianMethod.LANCZOS;
    int shown = top != null ? top : lanczos ? Math.max(1, Math.min(5, iterations)) : 1;
    int drawn = probes != null ? probes : lanczos ? DEFAULT_PROBES : 0;
    return new HessianSettings(chosen, iterations, shown, drawn, fraction, gradientQuotient);
  }

  void addTo(ObjectNode node) {
    HessianSettings s = settings();
    node.put("method", s.method().id())
        .put("iterations", s.iterations())
        .put("top", s.top())
        .put("probes", s.probes())
        .put("fraction", s.fraction())
        .put("gradient_quotient", s.gradientQuotient())
        .put("batch_size", batchSize)
        .put("mini_batch_size", miniBatchSize());
  }
}
