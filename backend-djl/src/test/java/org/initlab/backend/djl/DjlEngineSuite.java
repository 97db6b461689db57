package org.initlab.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every engine of DJL could get wrong behind the contract; each engine's module runs it on its
 * own backend.
 */
public abstract class DjlEngineSuite {
  private static final Path RESIDENT = Path.of("/proc/self/statm");
  protected static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);

  private final SplittableRandom random = new SplittableRandom(20190415);
  protected final Network network = Models.tanhNetwork(5, 3);
  protected final Parameters parameters = Models.parameters(network, 7);
  protected final Tensor inputs = Models.uniform(Shape.of(4, 5), random, 1);
  protected final Objective objective = new Objective.CrossEntropy(new int[] {0, 4, 2, 1});

  /** The backend under test; the same one every time, because an engine is loaded once. */
  protected abstract Backend backend();

  /** DJL's name of the engine. */
  protected abstract String engine();

  /** The largest error of an H·v whose terms are all below 1. */
  protected abstract double hvTolerance();

  @Test
  void gradientsDoNotAccumulateFromCallToCall() {
    try (Model model = compile()) {
      Gradients first = gradients(model);
      assertThat(gradients(model)).isEqualTo(first);
      assertThat(gradients(model)).isEqualTo(first);
    }
  }

  @Test
  void modelsOnTwoThreadsDoNotSeeEachOther() throws Exception {
    Gradients expected;
    try (Model model = compile()) {
      expected = gradients(model);
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<List<Gradients>> work =
          () -> {
            List<Gradients> seen = new ArrayList<>();
            try (Model model = compile()) {
              for (int i = 0; i < 200; i++) {
                seen.add(gradients(model));
                model.forward(inputs, Mode.EVAL, Probe.NONE);
              }
            }
            return seen;
          };
      for (Future<List<Gradients>> f : threads.invokeAll(List.of(work, work))) {
        assertThat(f.get()).hasSize(200).containsOnly(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  /** L = Σ (xWᵀ − t)²/(NK) is quadratic in W, so H·V = 2/(NK)·V·xᵀx whatever W is. */
  @Test
  void hessianVectorProductOfAQuadraticIsItsClosedForm() {
    int n = 6;
    int in = 4;
    int out = 3;
    Network linear =
        new Network(
            "linear", Shape.of(in), List.of(new Dense("fc", out, false, false, Role.CLASSIFIER)));
    Tensor x = Models.uniform(Shape.of(n, in), random, 1);
    Tensor v = Models.uniform(Shape.of(out, in), random, 1);
    Objective mse = new Objective.MeanSquaredError(Models.uniform(Shape.of(n, out), random, 1));
    try (Model model = backend().compile(linear, Models.parameters(linear, 3), FLOAT64)) {
      Tensor hv =
          model
              .hessianVectorProduct(x, mse, Mode.TRAIN, Parameters.of(Map.of("fc.weight", v)))
              .get("fc.weight");
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          double expected = 0;
          for (int s = 0; s < n; s++) {
            double projected = 0;
            for (int j = 0; j < in; j++) projected += v.data()[o * in + j] * x.data()[s * in + j];
            expected += 2.0 / (n * out) * projected * x.data()[s * in + i];
          }
          assertThat(hv.data()[o * in + i]).isCloseTo(expected, within(hvTolerance()));
        }
      }
    }
  }

  @Test
  void hessianOfALossThatIsLinearInTheParametersIsZero() {
    Network linear =
        new Network(
            "linear", Shape.of(2), List.of(new Dense("fc", 2, true, false, Role.CLASSIFIER)));
    Tensor one = Tensor.filled(Shape.of(1, 2), 1);
    try (Model model = backend().compile(linear, Models.parameters(linear, 3), FLOAT64)) {
      Parameters hv =
          model.hessianVectorProduct(
              one, new Objective.Cotangent(one), Mode.TRAIN, Models.parameters(linear, 4));
      // Exactly: the gradient does not depend on the parameters, so neither do its differences.
      assertThat(hv.get("fc.weight")).isEqualTo(Tensor.zeros(Shape.of(2, 2)));
      assertThat(hv.get("fc.bias")).isEqualTo(Tensor.zeros(Shape.of(2)));
    }
  }

  /**
   * A pre-activation w·x + b = 10⁻⁹, nearer to ReLU's kink than any step of a difference. On its
   * positive side L = (w·x + b + 1)², so with x = 1 the Hessian is 2 everywhere.
   */
  @Test
  void hessianVectorProductDoesNotSeeTheNextPieceOfAKink() {
    Network relu =
        new Network(
            "relu",
            Shape.of(1),
            List.of(
                new Dense("fc", 1, true, false, Role.HIDDEN),
                Activation.of("relu", Nonlinearity.RELU)));
    Tensor one = Tensor.filled(Shape.of(1, 1), 1);
    Tensor bias = Tensor.filled(Shape.of(1), -1 + 1e-9);
    Parameters at = Parameters.of(Map.of("fc.weight", one, "fc.bias", bias));
    Parameters v = Parameters.of(Map.of("fc.weight", one, "fc.bias", Tensor.zeros(Shape.of(1))));
    Objective mse = new Objective.MeanSquaredError(Tensor.filled(Shape.of(1, 1), -1));
    try (Model model = backend().compile(relu, at, FLOAT64)) {
      Parameters hv = model.hessianVectorProduct(one, mse, Mode.TRAIN, v);
      assertThat(hv.get("fc.weight").data()[0]).isCloseTo(2, within(hvTolerance()));
      assertThat(hv.get("fc.bias").data()[0]).isCloseTo(2, within(hvTolerance()));
    }
  }

  /** A pass that is recorded shows the states of one that is not, to a probe that uses a model. */
  @Test
  void statesAreShownOnTheWayToGradients() {
    try (Model model = compile();
        Model other = compile()) {
      List<Tensor> expected = new ArrayList<>();
      model.forward(inputs, Mode.TRAIN, Recording.of((p, t) -> expected.add(t)));
      List<Tensor> shown = new ArrayList<>();
      Gradients gradients =
          model.gradients(
              inputs,
              objective,
              Mode.TRAIN,
              new GradientRequest(true, true, Probe.NONE),
              Recording.of(
                  (p, t) -> {
                    shown.add(t);
                    gradients(other);
                  }));
      assertThat(shown).isEqualTo(expected);
      assertThat(gradients).isEqualTo(gradients(other));
    }
  }

  @Test
  void closingGivesBackEveryArray() {
    int before = liveArrays();
    for (int i = 0; i < 300; i++) useOnce();
    assertThat(liveArrays()).isEqualTo(before);
  }

  @Test
  void aFailedCallGivesBackItsArrays() {
    try (Model model = compile()) {
      gradients(model);
      int before = liveArrays();
      Probe failing =
          Recording.of(
              p -> {
                throw new IllegalArgumentException("no more");
              });
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> model.forward(inputs, Mode.TRAIN, failing)).hasMessage("no more");
        assertThatThrownBy(
                () ->
                    model.gradients(inputs, objective, Mode.TRAIN, GradientRequest.states(failing)))
            .hasMessage("no more");
      }
      assertThat(liveArrays()).isEqualTo(before);
    }
  }

  /** 10,000 cycles; the resident set is Linux's, and 64 MiB are 6.7 kB per cycle. */
  @Test
  @Tag("slow")
  void tenThousandCyclesRunInFlatMemory() throws IOException {
    assumeThat(RESIDENT).exists();
    for (int i = 0; i < 2_000; i++) useOnce();
    long before = residentBytes();
    for (int i = 0; i < 10_000; i++) useOnce();
    assertThat(residentBytes() - before).isLessThan(64L << 20);
  }

  @Test
  void tenThousandLayersRunForwardAndBackward() {
    Network deep = Models.tanhNetwork(4, 5_000);
    Tensor x = Models.uniform(Shape.of(2, 4), random, 1);
    Objective sum = new Objective.Cotangent(Tensor.filled(Shape.of(2, 4), 1));
    try (Model model = backend().compile(deep, Models.parameters(deep, 11), FLOAT64)) {
      List<Integer> order = new ArrayList<>();
      Gradients g =
          model.gradients(
              x,
              sum,
              Mode.TRAIN,
              new GradientRequest(true, true, Recording.of(p -> order.add(p.index()))));
      assertThat(order).hasSize(9_999).isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(g.input().orElseThrow().isFinite()).isTrue();
      assertThat(g.parameters().orElseThrow().asMap().values()).allMatch(Tensor::isFinite);
    }
  }

  private void useOnce() {
    try (Model model = compile()) {
      model.forward(inputs, Mode.EVAL, Probe.NONE);
      model.step(inputs, objective, UpdateRule.Adam.of(1e-3));
      gradients(model);
    }
  }

  private int liveArrays() {
    try (NDManager manager = Engine.getEngine(engine()).newBaseManager()) {
      return manager.getParentManager().getManagedArrays().size();
    }
  }

  private static long residentBytes() throws IOException {
    return 4096 * Long.parseLong(Files.readString(RESIDENT).split(" ")[1]);
  }

  private Model compile() {
    return backend().compile(network, parameters, FLOAT64);
  }

  private Gradients gradients(Model model) {
    return model.gradients(
        inputs, objective, Mode.TRAIN, new GradientRequest(true, true, Probe.NONE));
  }
}
