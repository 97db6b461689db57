package org.initlab.core.experiment;

import java.util.List;
import org.initlab.core.backend.Precision;

/**
 * A figure or table of a paper, reproduced. Found by its id with {@link java.util.ServiceLoader}:
 * one file with {@code @AutoService(Experiment.class)} adds one.
 */
public interface Experiment {
  /** For example {@code arpit2019-fig1}. */
  String id();

  /** One line for {@code initlab list}. */
  String title();

  /** What is reproduced, what is claimed and what one should see, in a paragraph. */
  String description();

  /** The works that are reproduced or relied on; the first is the one reproduced. */
  List<Paper> papers();

  /** What is computed in where no precision was chosen: float64, the truth, unless it trains. */
  default Precision precision() {
    return Precision.FLOAT64;
  }

  Result run(RunContext context);
}
