package org.initlab.core.experiment;

/** Where a run tells how far it is. Calls come from the thread that runs the experiment. */
public interface Progress {
  Progress SILENT =
      new Progress() {
        @Override
        public void start(String what, long steps) {}

        @Override
        public void advance(long steps) {}
      };

  /** A phase begins that takes {@code steps} steps. */
  void start(String what, long steps);

  void advance(long steps);

  /** Something that a person wants to read while the work goes on, in one line. */
  default void note(String line) {}

  /** Something that went wrong and that the work got over, in one line. */
  default void warn(String line) {}
}
