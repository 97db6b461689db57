package org.initlab.core.backend;

import org.initlab.core.error.Arguments;

/**
 * How a network is compiled.
 *
 * @param threads CPU threads the engine may use, at least 1
 * @param borrowsParameters whether the model may go on reading the host arrays of its parameters
 *     until it first changes them, instead of a copy; whoever asks for it must not write to them.
 *     Saves the memory of all weights where the engine can use host arrays as they are.
 * @param memory how much of a forward pass is kept for the backward pass
 */
public record CompileOptions(
    Precision precision, Device device, int threads, boolean borrowsParameters, Memory memory) {
  public CompileOptions {
    Arguments.positive("threads", threads);
  }

  /** Options for a model with parameters of its own that keeps every state it needs. */
  public CompileOptions(Precision precision, Device device, int threads) {
    this(precision, device, threads, false, Memory.FULL);
  }

  /** One precision on the CPU with one thread. */
  public static CompileOptions cpu(Precision precision) {
    return new CompileOptions(precision, Device.CPU, 1);
  }

  public CompileOptions withThreads(int threads) {
    return new CompileOptions(precision, device, threads, borrowsParameters, memory);
  }

  public CompileOptions withMemory(Memory memory) {
    return new CompileOptions(precision, device, threads, borrowsParameters, memory);
  }

  /** These options for a model that may borrow its parameters. */
  public CompileOptions borrowingParameters() {
    return new CompileOptions(precision, device, threads, true, memory);
  }
}
