package org.initlab.backend.tck;

import java.util.List;
import org.initlab.backend.tck.oracle.OptimizerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 5, second half: running statistics, and training as a whole. */
public interface TrainingContract extends ContractSubject {
  @Test
  default void rule5_06_accumulateMovesRunningStatisticsTowardsTheUnbiasedVariance() {
    Rule rule = rule("5.6");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(3), Shape.of(3, 2, 5))) {
        for (double momentum : new double[] {0, 0.1, 0.5, 1}) {
          for (int samples : new int[] {2, 5}) {
            Network net =
                Networks.of(
                    "batch_norm of " + input + " with momentum " + momentum,
                    input,
                    new BatchNorm("bn", momentum, 1e-5));
            Case c = Case.of(net, samples, draw).in(precision);
            moves(rule, c, precision);
          }
        }
      }
    }
  }

  private void moves(Rule rule, Case c, Precision precision) {
    ErrorBound bounds = ErrorBound.of(c.network(), c.samples(), precision);
    double bound = bounds.state(c.network().probePoints().get(0));
    try (Model model = backend().compile(c.network(), c.parameters(), options(precision))) {
      Parameters expected = c.parameters();
      for (double weight : new double[] {1, 0, 0.5}) {
        expected = new Oracle(c.network(), expected).withMovedStatistics(c.inputs());
        model.accumulate(c.inputs(), c.objective(), weight);
        for (String buffer : List.of("bn.running_mean", "bn.running_var")) {
          String what = c.what() + ": " + buffer + " after accumulate with weight " + weight;
          rule.close(what, expected.get(buffer), model.parameters().get(buffer), bound);
        }
      }
      Parameters moved = model.parameters();
      agreement(rule).forward(c.in(Mode.EVAL).with(moved), precision, model);
      model.update(UpdateRule.Sgd.of(0.1));
      for (String buffer : List.of("bn.running_mean", "bn.running_var")) {
        Tensor after = model.parameters().get(buffer);
        rule.sameBits(buffer + " after an update", moved.get(buffer), after);
      }
    }
  }

  @Test
  default void rule5_08_trainingFollowsTheOracle() {
    Rule rule = rule("5.8");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net : Networks.smooth()) {
        Case c = Case.of(net, 5, draw);
        follows(rule, c.with(draw.crossEntropy(net, 5)).in(precision), precision);
      }
    }
  }

  private void follows(Rule rule, Case c, Precision precision) {
    UpdateRule update = new UpdateRule.Sgd(0.05, 0.9, 0.001);
    ErrorBound bounds = ErrorBound.of(c.network(), c.samples(), precision);
    Tensor y = c.oracle().forward(c.inputs(), Mode.TRAIN).get(c.network().probePoints().size() - 1);
    double[] expected = losses(c.network(), c.parameters(), c.inputs(), c.objective(), update);
    // Errors grow along a trajectory as far as the problem makes them: as far as the oracle strays
    // from itself when it starts at parameters that are off by the bound of one forward pass.
    double off = bounds.state(c.network().probePoints().get(c.network().probePoints().size() - 1));
    Parameters shifted = c.parameters().map(t -> shifted(t, off));
    double[] strayed = losses(c.network(), shifted, c.inputs(), c.objective(), update);
    try (Model model = backend().compile(c.network(), c.parameters(), options(precision))) {
      double allowed = bounds.loss(c.objective(), y, expected[0]);
      for (int step = 0; step < expected.length; step++) {
        allowed = Math.max(allowed, 4 * Math.abs(strayed[step] - expected[step]));
        double loss = model.step(c.inputs(), c.objective(), update);
        rule.close(c.what() + ": objective at step " + step, expected[step], loss, allowed);
      }
    }
  }

  private static double[] losses(
      Network net, Parameters theta, Tensor inputs, Objective objective, UpdateRule update) {
    OptimizerOracle optimizer = new OptimizerOracle();
    double[] losses = new double[20];
    for (int step = 0; step < losses.length; step++) {
      Oracle oracle = new Oracle(net, theta);
      Oracle.Differential d = oracle.gradients(inputs, objective, Mode.TRAIN);
      losses[step] = d.loss();
      theta = optimizer.update(update, oracle.withMovedStatistics(inputs), d.parameters());
    }
    return losses;
  }

  /** Values off by ±{@code by} of themselves, in turn. */
  private static Tensor shifted(Tensor tensor, double by) {
    double[] data = tensor.data().clone();
    for (int k = 0; k < data.length; k++) data[k] *= k % 2 == 0 ? 1 + by : 1 - by;
    return Tensor.of(tensor.shape(), data);
  }
}
