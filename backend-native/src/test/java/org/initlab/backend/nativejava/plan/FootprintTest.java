package org.initlab.backend.nativejava.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.nativejava.Samples;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.ScalarKernels;
import org.initlab.backend.nativejava.step.NetworkCompiler;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;

/** How many states the buffers of a run hold, for a batch of 3 and L layers of width 4. */
class FootprintTest {
  private static final int WIDTH = 4;
  private static final int BATCH = 3;
  private static final int STATE = WIDTH * BATCH;
  private static final int LAYERS = 50;

  private static Layer dense(int i) {
    return new Dense("fc" + i, WIDTH, true, false, Role.HIDDEN);
  }

  private static List<Layer> chain(Nonlinearity function) {
    return chain(LAYERS, function);
  }

  private static List<Layer> chain(int depth, Nonlinearity function) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(dense(i));
      layers.add(Activation.of("act" + i, function));
    }
    return layers;
  }

  private static long states(List<Layer> layers, Request request) {
    return states(layers, request, false);
  }

  private static long states(List<Layer> layers, Request request, boolean checkpoints) {
    Network network = new Network("net", Shape.of(WIDTH), layers);
    Kernels<double[]> kernels = ScalarKernels.float64(Partition.SERIAL);
    Plan<double[]> plan =
        NetworkCompiler.compile(network, new Samples(1).parameters(network), false, kernels).plan();
    Workspace<double[]> workspace = new Workspace<>(plan, request, kernels.storage(), checkpoints);
    workspace.begin(BATCH, Mode.EVAL, new double[STATE]);
    assertThat(workspace.footprint() % STATE).isZero();
    return workspace.footprint() / STATE;
  }

  @Test
  void forwardAloneNeedsTwo() {
    assertThat(states(chain(Nonlinearity.RELU), Request.FORWARD)).isEqualTo(2);
    assertThat(states(chain(Nonlinearity.GELU), Request.FORWARD)).isEqualTo(2);
  }

  @Test
  void forwardThroughResidualsNeedsThree() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < LAYERS; i++) {
      List<Layer> branch = List.of(dense(2 * i), dense(2 * i + 1));
      layers.add(new Residual("res" + i, branch, List.of(), 1, 0, 1));
    }
    assertThat(states(layers, Request.FORWARD)).isEqualTo(3);
  }

  @Test
  void gradientsOfStatesKeepOneStatePerReluAndTwoAdjoints() {
    assertThat(states(chain(Nonlinearity.RELU), Request.gradients(false, false)))
        .isLessThanOrEqualTo(LAYERS + 2);
  }

  @Test
  void gradientsOfParametersKeepPreActivationsOnlyWhereTheDerivativeNeedsThem() {
    Request request = Request.gradients(true, false);
    assertThat(states(chain(Nonlinearity.TANH), request)).isLessThanOrEqualTo(LAYERS + 2);
    assertThat(states(chain(Nonlinearity.GELU), request))
        .isBetween(2L * LAYERS - 1, 2L * LAYERS + 2);
  }

  @Test
  void secondOrderCarriesTangentsOfWhatIsKept() {
    // States and tangents before and after tanh are read on the way back: 4 per layer.
    assertThat(states(chain(Nonlinearity.TANH), Request.HESSIAN))
        .isLessThanOrEqualTo(4L * LAYERS + 6);
  }

  /**
   * k checkpoints cut L layers into k + 1 segments of at most ⌈L/(k+1)⌉ states, k of them the
   * checkpoints; k + ⌈L/(k+1)⌉ is least, 14 for L = 50, at k = 6 and 7. A bound on segments in
   * steps of √2 may miss the best by a factor (2^¼ + 2^−¼)/2 < 1.02, less than one state. Beside
   * them live two adjoints and, while a segment is computed again, the input and output of one
   * layer.
   */
  @Test
  void checkpointsKeepTwiceTheRootOfTheDepth() {
    Request request = Request.gradients(true, false);
    assertThat(states(chain(Nonlinearity.RELU), request, true)).isLessThanOrEqualTo(14 + 1 + 4);
    assertThat(states(chain(Nonlinearity.TANH), request, true)).isLessThanOrEqualTo(14 + 1 + 4);
  }

  /** 99 + 10,000/100 = 199 as above; a factor 1.02 of that are 4 states. */
  @Test
  void checkpointsOfTenThousandLayers() {
    List<Layer> layers = chain(10_000, Nonlinearity.RELU);
    assertThat(states(layers, Request.gradients(true, false), true))
        .isLessThanOrEqualTo(199 + 4 + 4);
  }

  /**
   * Blocks of two layers are cut where one value crosses and not inside, where two do. A block
   * keeps the inputs of its two layers, and k + 2⌈25/(k+1)⌉ is least, 14, at 4 and 6 checkpoints. A
   * third buffer is at work beside the block's input and its branch.
   */
  @Test
  void checkpointsStandBetweenResidualBlocks() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < LAYERS / 2; i++) {
      List<Layer> branch = List.of(dense(2 * i), dense(2 * i + 1));
      layers.add(new Residual("res" + i, branch, List.of(), 1, 0, 1));
    }
    Request request = Request.gradients(true, false);
    assertThat(states(layers, request, true)).isLessThanOrEqualTo(14 + 1 + 5);
  }

  /** The same with a pre-activation and a state per layer in a segment: k + 2⌈L/(k+1)⌉ ≥ 19. */
  @Test
  void checkpointsWherePreActivationsAreReadToo() {
    Request request = Request.gradients(true, false);
    assertThat(states(chain(Nonlinearity.GELU), request, true)).isLessThanOrEqualTo(19 + 1 + 4);
  }

  /** States and tangents of checkpoints and of a segment: twice and four times a layer. */
  @Test
  void checkpointsOfSecondOrder() {
    assertThat(states(chain(Nonlinearity.TANH), Request.HESSIAN, true))
        .isLessThanOrEqualTo(2 * (19 + 1 + 4) + 2);
  }

  @Test
  void aForwardPassHasNoUseForCheckpoints() {
    assertThat(states(chain(Nonlinearity.RELU), Request.FORWARD, true)).isEqualTo(2);
  }

  @Test
  void aSmallerBatchUsesTheBuffersOfALarger() {
    Network network = new Network("net", Shape.of(WIDTH), chain(Nonlinearity.RELU));
    Kernels<double[]> kernels = ScalarKernels.float64(Partition.SERIAL);
    Plan<double[]> plan =
        NetworkCompiler.compile(network, new Samples(1).parameters(network), false, kernels).plan();
    Workspace<double[]> workspace =
        new Workspace<>(plan, Request.FORWARD, kernels.storage(), false);
    double[] large = workspace.begin(8, Mode.EVAL, new double[8 * WIDTH]).state(1);
    assertThat(workspace.begin(5, Mode.EVAL, new double[5 * WIDTH]).state(1)).isSameAs(large);
    assertThat(workspace.begin(9, Mode.EVAL, new double[9 * WIDTH]).state(1)).isNotSameAs(large);
  }
}
