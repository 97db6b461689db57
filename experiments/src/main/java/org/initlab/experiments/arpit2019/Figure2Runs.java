package org.initlab.experiments.arpit2019;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Table;

/**
 * What was found on one backend.
 *
 * @param trainings every training run
 * @param gradients one per scheme
 * @param padding one table per network of the schemes that it is measured on, see {@link
 *     PaddedEnergy}
 */
record Figure2Runs(
    String backend,
    List<Figure2Training> trainings,
    List<GradientGrowth> gradients,
    Map<Figure2Init, List<Table>> padding) {
  Figure2Runs {
    trainings = List.copyOf(trainings);
    gradients = List.copyOf(gradients);
    padding = Collections.unmodifiableMap(new LinkedHashMap<>(padding));
  }

  /** The runs of a scheme at a depth, by learning rate. */
  List<Figure2Training> of(Figure2Init init, int layers) {
    return trainings.stream().filter(t -> t.init() == init && t.layers() == layers).toList();
  }

  /** The one of the best validation accuracy, of the lowest rate among equals. */
  Figure2Training chosen(Figure2Init init, int layers) {
    return of(init, layers).stream()
        .max(
            Comparator.comparingDouble(Figure2Training::validationAccuracy)
                .thenComparing(Comparator.comparingDouble(Figure2Training::rate).reversed()))
        .orElseThrow();
  }

  long diverged(Figure2Init init, int layers) {
    return of(init, layers).stream().filter(Figure2Training::diverged).count();
  }
}
