package org.initlab.experiments.saxe2014;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.initlab.core.experiment.Scale;

/**
 * Numbers of {@link LearningTime}.
 *
 * @param width of inputs and hidden layers
 * @param outputs modes to learn, their strengths evenly from 0.5 to 1.5
 * @param depths numbers of weight matrices
 * @param networks of every scheme and depth, of which the median is taken
 * @param ratesPerDecade learning rates tried, from 1 down
 * @param decades over which they are tried
 * @param limit steps of gradient descent after which a network has not learnt
 */
record LearningTimeSettings(
    int width,
    int outputs,
    int[] depths,
    int networks,
    int ratesPerDecade,
    int decades,
    int limit) {
  /** Relative squared error at which a network has learnt. */
  static final double LEARNT = 0.01;

  /** The depths that the checks compare. */
  static final int SHALLOW = 10;

  static LearningTimeSettings of(Scale scale) {
    return switch (scale) {
      case SMOKE -> new LearningTimeSettings(32, 10, new int[] {5, 10, 20}, 3, 8, 2, 300);
      case QUICK ->
          new LearningTimeSettings(64, 10, new int[] {2, 5, 10, 20, 50, 100}, 3, 8, 3, 1000);
      case PAPER ->
          new LearningTimeSettings(
              1000, 10, new int[] {2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100}, 3, 8, 4, 2000);
    };
  }

  /** Descending: large steps first, so that few steps bound the search with smaller ones. */
  List<Double> rates() {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i <= decades * ratesPerDecade; i++) {
      rates.add(Math.pow(10, -(double) i / ratesPerDecade));
    }
    return Collections.unmodifiableList(rates);
  }

  int deepest() {
    return depths[depths.length - 1];
  }
}
