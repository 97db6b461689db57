package org.initlab.bench;

/** A program that trains one workload step by step, whenever it is told to. */
interface Contestant extends AutoCloseable {
  String name();

  /** Trains for {@code steps} steps and returns the seconds that one took. */
  double secondsPerStep(int steps);

  @Override
  void close();
}
