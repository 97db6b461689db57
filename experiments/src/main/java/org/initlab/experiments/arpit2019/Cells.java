package org.initlab.experiments.arpit2019;

import org.initlab.core.experiment.RunContext;
import org.initlab.core.train.Snapshots;

/** Training runs of an experiment: which of them keep their state while they are under way. */
final class Cells {
  /** Fewer epochs than this are sooner run again than kept. */
  private static final int LONG = 10;

  /** Checkpoints of a long run. */
  private static final int KEPT = 20;

  private Cells() {}

  /** Epochs between checkpoints. */
  static int saveInterval(int epochs) {
    return epochs < LONG ? epochs : Math.max(1, epochs / KEPT);
  }

  /** Where the run that is the unit {@code key} keeps its state. */
  static Snapshots snapshots(RunContext context, String key, int epochs) {
    return epochs < LONG ? Snapshots.inMemory() : context.snapshots(key);
  }
}
