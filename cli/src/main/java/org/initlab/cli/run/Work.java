package org.initlab.cli.run;

import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;

/** What a run does, given the directory that keeps its finished parts. */
@FunctionalInterface
public interface Work {
  Result run(RunDirectory directory, Progress progress);
}
