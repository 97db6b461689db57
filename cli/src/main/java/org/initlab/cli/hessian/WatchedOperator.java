package org.initlab.cli.hessian;

import java.util.function.BooleanSupplier;
import org.initlab.cli.run.InterruptedWorkException;
import org.initlab.core.experiment.Progress;
import org.initlab.core.hessian.SymmetricOperator;

/** Tells of every product, and stops between two of them. */
record WatchedOperator(SymmetricOperator operator, BooleanSupplier stop, Progress progress)
    implements SymmetricOperator {
  @Override
  public int dimension() {
    return operator.dimension();
  }

  @Override
  public double[] apply(double[] v) {
    if (stop.getAsBoolean()) throw interrupted();
    double[] w = operator.apply(v);
    progress.advance(1);
    return w;
  }

  private static InterruptedWorkException interrupted() {
    return new InterruptedWorkException(
        "interrupted while the Hessian was computed; the same command with --resume goes on");
  }
}
