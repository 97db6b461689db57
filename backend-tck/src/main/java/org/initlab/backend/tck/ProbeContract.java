package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 2, second half: whole networks, and what probes are shown. */
public interface ProbeContract extends ContractSubject {
  @Test
  default void rule2_10_everyStateOfAWholeNetworkMatchesTheOracle() {
    Rule rule = rule("2.10");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net : Networks.all()) {
        for (Mode mode : Networks.modes(net)) {
          for (int samples : new int[] {2, 5}) {
            agreement(rule).forward(Case.of(net.name(), net, samples, mode, draw), precision);
          }
        }
      }
      for (Network net : List.of(Networks.residualMlp(), Networks.cnn(Nonlinearity.RELU, true))) {
        agreement(rule).forward(Case.of(net, 1, draw), precision);
      }
    }
  }

  @Test
  default void rule2_11_probesSeeTheWantedStatesOnceInOrderOnTheCallingThread() {
    probes(rule("2.11"), false);
  }

  @Test
  default void rule3_12_probesSeeTheWantedGradientsFromTheOutputBack() {
    probes(rule("3.12"), true);
  }

  private void probes(Rule rule, boolean gradients) {
    Draw draw = draw(rule);
    for (Network net : List.of(Networks.resnet(Nonlinearity.TANH), Networks.residualMlp())) {
      Case c = Case.of(net, 3, draw);
      try (Model model = backend().compile(net, c.parameters(), options())) {
        for (int every : new int[] {1, 2, 3}) {
          Recorder recorder = Recorder.of(p -> p.index() % every == 0);
          List<Integer> expected = new ArrayList<>();
          for (int k = 0; k < net.probePoints().size(); k += every) expected.add(k);
          if (gradients) {
            Collections.reverse(expected);
            GradientRequest request = GradientRequest.states(recorder);
            model.gradients(c.inputs(), c.objective(), Mode.TRAIN, request);
          } else {
            model.forward(c.inputs(), Mode.TRAIN, recorder);
          }
          String what = net.name() + ", every " + every + ". point";
          rule.same(what + ": indices shown", expected, recorder.indices());
          for (Recorder.Sighting s : recorder.seen()) {
            ProbePoint point = net.probePoints().get(s.point().index());
            rule.same(what + ": point", point, s.point());
            rule.same(what + ": thread", Thread.currentThread(), s.thread());
            Shape shape = point.shape().batched(3);
            rule.same(what + ": shape at '" + point.layer() + "'", shape, s.state().shape());
          }
        }
      }
    }
  }

  @Test
  default void rule2_12_theOutputIsTheLastStateWithOrWithoutAProbe() {
    Rule rule = rule("2.12");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net : Networks.all()) {
        Case c = Case.of(net, 3, draw).in(precision);
        ProbePoint last = net.probePoints().get(net.probePoints().size() - 1);
        CompileOptions options = CompileOptions.cpu(precision);
        try (Model model = backend().compile(net, c.parameters(), options)) {
          Recorder recorder = Recorder.ofAll();
          Tensor watched = model.forward(c.inputs(), Mode.TRAIN, recorder);
          Tensor shown = recorder.at(last, c.what(), rule);
          rule.sameBits(c.what() + ": the last state and the output", shown, watched);
          // An engine may fuse layers that nobody watches, so the bound and not the bits.
          rule.close(
              c.what() + ": output without a probe",
              watched,
              model.forward(c.inputs(), Mode.TRAIN, Probe.NONE),
              ErrorBound.of(net, 3, precision).state(last));
        }
      }
    }
  }

  @Test
  default void rule2_13_forwardDoesNotChangeTheModel() {
    Rule rule = rule("2.13");
    Case c = Case.of(Networks.resnet(Nonlinearity.TANH), 3, draw(rule));
    try (Model model = backend().compile(c.network(), c.parameters(), options())) {
      Parameters before = model.parameters();
      model.forward(c.inputs(), Mode.TRAIN, Recorder.ofAll());
      model.forward(c.inputs(), Mode.EVAL, Probe.NONE);
      LifecycleContract.sameParameters(rule, "after forward", before, model.parameters());
    }
  }

  @Test
  default void rule2_14_inEvaluationSamplesDoNotSeeOneAnother() {
    Rule rule = rule("2.14");
    Draw draw = draw(rule);
    for (Network net : Networks.all()) {
      Case c = Case.of(net, 5, draw).in(best());
      ProbePoint last = net.probePoints().get(net.probePoints().size() - 1);
      double bound = ErrorBound.of(net, 5, best()).state(last);
      try (Model model = backend().compile(net, c.parameters(), options())) {
        Tensor together = model.forward(c.inputs(), Mode.EVAL, Probe.NONE);
        for (int n = 0; n < 5; n++) {
          Tensor alone = model.forward(sample(c.inputs(), n), Mode.EVAL, Probe.NONE);
          rule.close(c.what() + ": sample " + n + " alone", sample(together, n), alone, bound);
        }
      }
    }
  }

  private static Tensor sample(Tensor batch, int n) {
    Shape one = batch.shape().unbatched();
    double[] data = new double[one.size()];
    System.arraycopy(batch.data(), n * data.length, data, 0, data.length);
    return Tensor.of(one.batched(1), data);
  }
}
