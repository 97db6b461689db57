package org.initlab.cli.run;

import org.initlab.core.experiment.Progress;

/** What a person is told on the way is kept in the run's log too. */
record LoggedProgress(Progress shown, RunLog log) implements Progress {
  @Override
  public void start(String what, long steps) {
    shown.start(what, steps);
  }

  @Override
  public void advance(long steps) {
    shown.advance(steps);
  }

  @Override
  public void note(String line) {
    log.line(line);
    shown.note(line);
  }

  @Override
  public void warn(String line) {
    log.line("warning: " + line);
    shown.warn(line);
  }
}
