package org.initlab.core.hessian;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Epoch;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Tensor;

/**
 * The Hessian of a mean loss over several batches, H = Σ_b (n_b/n) ∇²L_b, with respect to all
 * trainable parameters; n_b the samples of batch b, L_b its own mean loss. Every product passes
 * every batch through the model once and holds one batch at a time.
 *
 * <p>The same batches in every product, so that H is one symmetric matrix. The original program
 * shuffles and augments anew for every product, which its eigenvalue fluctuates with, and divides
 * the sum over k batches by k + 1.
 */
public final class HessianOperator implements SymmetricOperator {
  /** The original program's part of the training batches. */
  public static final double ORIGINAL_FRACTION = 0.1;

  private final Model model;
  private final Mode mode;
  private final Iterable<Term> batches;
  private final ParameterVector parameters;

  /** The loss of one batch of {@code samples} samples; its arrays are read until the next. */
  public record Term(Tensor inputs, Objective objective, int samples) {}

  /**
   * @param model is neither changed nor closed
   * @param batches the same ones every time they are iterated over
   */
  public HessianOperator(Model model, Mode mode, Iterable<Term> batches) {
    this.model = model;
    this.mode = mode;
    this.batches = batches;
    this.parameters = new ParameterVector(model.network());
  }

  /**
   * The Hessian of the cross-entropy over the first batches of an epoch, in {@link Mode#TRAIN}.
   *
   * @param count 1 to {@code epoch.batches()}
   */
  public static HessianOperator ofCrossEntropy(Model model, Epoch epoch, Batch buffer, int count) {
    if (count < 1 || count > epoch.batches()) {
      throw new InvalidInputException(
          "the Hessian needs 1 to " + epoch.batches() + " batches, was given " + count);
    }
    Iterable<Term> terms =
        () -> {
          Iterator<Integer> index = IntStream.range(0, count).iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return index.hasNext();
            }

            @Override
            public Term next() {
              epoch.fill(index.next(), buffer);
              Objective loss = new Objective.CrossEntropy(buffer.labels());
              return new Term(buffer.inputs(), loss, buffer.size());
            }
          };
        };
    return new HessianOperator(model, Mode.TRAIN, terms);
  }

  /**
   * How many batches {@code fraction} of an epoch is: ⌊fraction·batches⌋, one at least.
   *
   * @throws InvalidInputException unless 0 < fraction ≤ 1
   */
  public static int batchesOf(double fraction, int batches) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new InvalidInputException(
          "fraction of the training batches must be above 0 and at most 1, was " + fraction);
    }
    return Math.max(1, (int) Math.floor(fraction * batches));
  }

  @Override
  public int dimension() {
    return parameters.size();
  }

  @Override
  public double[] apply(double[] v) {
    var direction = parameters.arrays(v);
    double[] sum = new double[dimension()];
    long samples = 0;
    for (Term t : batches) {
      var product = model.hessianVectorProduct(t.inputs(), t.objective(), mode, direction);
      parameters.add(product, t.samples(), sum);
      samples += t.samples();
    }
    for (int i = 0; i < sum.length; i++) sum[i] /= samples;
    return sum;
  }

  /** ∇L, the gradient of the same mean loss. */
  public double[] gradient() {
    double[] sum = new double[dimension()];
    long samples = 0;
    for (Term t : batches) {
      var gradients = model.gradients(t.inputs(), t.objective(), mode, GradientRequest.PARAMETERS);
      parameters.add(gradients.parameters().orElseThrow(), t.samples(), sum);
      samples += t.samples();
    }
    for (int i = 0; i < sum.length; i++) sum[i] /= samples;
    return sum;
  }
}
