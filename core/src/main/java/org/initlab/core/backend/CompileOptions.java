package org.initlab.core.backend;

import org.initlab.core.error.Arguments;

/**
 * How a network is compiled.
 *
 * @param threads CPU threads the engine may use, at least 1
 */
public record CompileOptions(Precision precision, Device device, int threads) {
  public CompileOptions {
    Arguments.positive("threads", threads);
  }

  /** One precision on the CPU with one thread. */
  public static CompileOptions cpu(Precision precision) {
    return new CompileOptions(precision, Device.CPU, 1);
  }

  public CompileOptions withThreads(int threads) {
    return new CompileOptions(precision, device, threads);
  }
}
