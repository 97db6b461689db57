package org.initlab.cli.hessian;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Batcher;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Progress;
import org.initlab.core.hessian.GradientQuotient;
import org.initlab.core.hessian.HessianOperator;
import org.initlab.core.hessian.SymmetricOperator;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;

/**
 * The loss whose Hessian is looked at: that of a network with these parameters over the first
 * batches of the first epoch.
 *
 * @param parameters asked for by every backend, and only if its Hessian is not known yet
 * @param batches mini-batches, as they pass through the network
 * @param batchSize samples of a batch, which a fraction of the loss's batches is counted in; a
 *     multiple of a mini-batch's
 */
public record HessianSubject(
    Network network,
    Supplier<Parameters> parameters,
    Batcher batches,
    int batchSize,
    CompileOptions options,
    Seed seed) {
  private static final double GIB = 0x1p30;

  /** Trainable parameters, the rows of the Hessian. */
  long dimension() {
    return network.parameters().stream()
        .filter(s -> s.kind().trainable())
        .mapToLong(s -> s.shape().size())
        .sum();
  }

  /** The batches that {@code fraction} is. */
  int count(double fraction) {
    return HessianOperator.batchesOf(fraction, (batches.samples() - 1) / batchSize + 1);
  }

  /** The samples in them. */
  int samples(double fraction) {
    return (int) Math.min((long) count(fraction) * batchSize, batches.samples());
  }

  /** The mini-batches that these samples are in. */
  private int miniBatches(double fraction, Batch buffer) {
    return (samples(fraction) - 1) / buffer.size() + 1;
  }

  /** Runs {@code work} with the Hessian that one backend computes. */
  <T> T on(
      Backend backend,
      double fraction,
      Progress progress,
      BooleanSupplier stop,
      Function<SymmetricOperator, T> work) {
    try (Model model = backend.compile(network, parameters.get(), options)) {
      Batch buffer = batches.newBatch();
      int count = miniBatches(fraction, buffer);
      HessianOperator hessian =
          HessianOperator.ofCrossEntropy(model, batches.epoch(0), buffer, count);
      return work.apply(new WatchedOperator(hessian, stop, progress));
    }
  }

  /** MetaInit's gradient quotient of the same loss, on one backend. */
  double gradientQuotient(
      Backend backend, double fraction, Progress progress, BooleanSupplier stop) {
    try (Model model = backend.compile(network, parameters.get(), options)) {
      Batch buffer = batches.newBatch();
      HessianOperator hessian =
          HessianOperator.ofCrossEntropy(
              model, batches.epoch(0), buffer, miniBatches(fraction, buffer));
      double[] gradient = hessian.gradient();
      double[] product = new WatchedOperator(hessian, stop, progress).apply(gradient);
      return GradientQuotient.of(gradient, product);
    }
  }

  /**
   * @throws InvalidInputException if the vectors of the method alone exceed the memory
   */
  public void requireMemory(HessianSettings settings) {
    double needed = (double) settings.vectors() * dimension() * Double.BYTES;
    double most = Runtime.getRuntime().maxMemory();
    if (needed <= most) return;
    throw new InvalidInputException(
        String.format(
            Locale.ROOT,
            "--method %s with --iterations %d holds %d vectors of %d parameters, %.1f GiB, but the"
                + " heap has %.1f GiB%s",
            settings.method().id(),
            settings.iterations(),
            settings.vectors(),
            dimension(),
            needed / GIB,
            most / GIB,
            settings.method() == HessianMethod.POWER ? "" : "; --method power holds 3"));
  }
}
