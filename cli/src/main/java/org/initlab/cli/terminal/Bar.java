package org.initlab.cli.terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.initlab.core.experiment.Progress;

/** Progress as a bar on standard error, with rate and time left. */
public final class Bar implements Progress, AutoCloseable {
  private final boolean shown;
  private ProgressBar bar;

  private Bar(boolean shown) {
    this.shown = shown;
  }

  /** A bar that shows where a person watches and has not asked for silence. */
  public static Bar on(Terminal terminal, boolean quiet) {
    return new Bar(!quiet && terminal.interactive());
  }

  @Override
  public void start(String what, long steps) {
    close();
    if (!shown) return;
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .showSpeed()
            .build();
  }

  @Override
  public void advance(long steps) {
    if (bar != null) bar.stepBy(steps);
  }

  @Override
  public void close() {
    if (bar != null) bar.close();
    bar = null;
  }
}
