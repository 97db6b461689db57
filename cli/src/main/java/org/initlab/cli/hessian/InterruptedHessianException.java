package org.initlab.cli.hessian;

/** The work was asked to stop between two products; what was finished before is kept. */
public final class InterruptedHessianException extends RuntimeException {
  InterruptedHessianException() {
    super("interrupted while the Hessian was computed; the same command with --resume goes on");
  }
}
