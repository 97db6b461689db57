package org.initlab.cli.terminal;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.initlab.core.experiment.Progress;

/**
 * Progress as a bar with rate and time left, on standard output, where it disturbs no error that a
 * script reads.
 */
public final class Bar implements Progress, AutoCloseable {
  private final Terminal terminal;
  private final boolean quiet;
  private ProgressBar bar;

  private Bar(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /** A bar that shows where a person watches; with {@code quiet} only warnings are shown. */
  public static Bar on(Terminal terminal, boolean quiet) {
    return new Bar(terminal, quiet);
  }

  @Override
  public void start(String what, long steps) {
    close();
    if (quiet || !terminal.interactive()) return;
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setConsumer(new DelegatingProgressBarConsumer(this::show, terminal.columns() - 1))
            .showSpeed()
            .build();
  }

  @Override
  public void advance(long steps) {
    if (bar != null) bar.stepBy(steps);
  }

  /** Prints the line, above the bar where there is one. */
  @Override
  public void note(String text) {
    if (quiet) return;
    if (bar == null) {
      terminal.println(text);
      return;
    }
    int blank = Math.max(0, terminal.columns() - 1 - text.length());
    terminal.println("\r" + text + " ".repeat(blank));
  }

  /** On standard error. */
  @Override
  public void warn(String line) {
    terminal.warn(line);
  }

  @Override
  public void close() {
    if (bar == null) return;
    bar.close();
    bar = null;
    terminal.out().println();
  }

  /** Draws over the line before. */
  private void show(String line) {
    terminal.out().print("\r" + line);
    terminal.out().flush();
  }
}
