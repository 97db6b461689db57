package org.initlab.cli.hessian;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Paper;
import org.initlab.core.hessian.HessianOperator;
import org.initlab.core.hessian.PowerIteration;

/**
 * What is computed of a Hessian.
 *
 * @param iterations products per run of the method
 * @param top eigenvalues that are shown
 * @param probes random vectors for trace and density; {@link HessianMethod#LANCZOS} alone has them
 * @param fraction of the training batches that the loss is taken over
 * @param gradientQuotient whether MetaInit's diagnostic is computed besides
 */
public record HessianSettings(
    HessianMethod method,
    int iterations,
    int top,
    int probes,
    double fraction,
    boolean gradientQuotient) {
  /** What {@code train --hessian} and the original program compute. */
  public static final HessianSettings ORIGINAL =
      new HessianSettings(
          HessianMethod.POWER,
          PowerIteration.ORIGINAL_STEPS,
          1,
          0,
          HessianOperator.ORIGINAL_FRACTION,
          false);

  public HessianSettings {
    Arguments.positive("--iterations", iterations);
    Arguments.positive("--top", top);
    Arguments.notNegative("--probes", probes);
    HessianOperator.batchesOf(fraction, 1);
    if (method == HessianMethod.POWER && (top > 1 || probes > 0)) {
      throw new InvalidInputException(
          "--method power finds one eigenvalue and nothing else; "
              + (top > 1 ? "--top " + top : "--probes " + probes)
              + " needs --method lanczos");
    }
    if (method == HessianMethod.LANCZOS && top > iterations) {
      throw new InvalidInputException(
          "--top must be at most --iterations, was " + top + " of " + iterations);
    }
  }

  /** Products with the Hessian in all, at most. */
  public long products() {
    return (long) iterations * (1 + probes) + (gradientQuotient ? 1 : 0);
  }

  /** Where the methods come from. */
  public Paper[] papers() {
    List<Paper> papers = new ArrayList<>();
    if (method == HessianMethod.POWER) papers.add(Bibliography.ARPIT_2019);
    if (probes > 0) papers.add(Bibliography.UBARU_2017);
    if (gradientQuotient) papers.add(Bibliography.DAUPHIN_2019);
    return papers.toArray(new Paper[0]);
  }

  /** Vectors of all parameters that are held at once. */
  public int vectors() {
    return method == HessianMethod.POWER ? 3 : iterations + 3;
  }
}
