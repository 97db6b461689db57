package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.pytorch.jni.JniUtils;
import com.google.inject.Guice;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Two engines in one process share its OpenMP runtime and must not share their settings. */
class EnginesTogetherTest {
  private static final Network NETWORK =
      Architectures.mlp(Shape.of(5), 4, 2, 3, ArchitectureOptions.PLAIN);

  private static Backend available(String name) {
    Terminal silent = new Terminal(nowhere(), nowhere(), false, 80);
    Backend backend =
        Guice.createInjector(new CliModule(silent, new Invocation(List.of(), Path.of(""))))
            .getInstance(Backends.class)
            .all()
            .stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow();
    assumeThat(backend.availability().available())
        .as("engine %s on this machine: %s", name, backend.availability().reason())
        .isTrue();
    return backend;
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(Writer.nullWriter());
  }

  private static void forward(Backend backend, int threads, Probe states) {
    CompileOptions options = CompileOptions.cpu(Precision.FLOAT32).withThreads(threads);
    var parameters = Schemes.named("he").initialize(NETWORK, InitContext.of(new Seed(1)));
    try (Model model = backend.compile(NETWORK, parameters, options)) {
      model.forward(Tensor.filled(NETWORK.input().batched(2), 1), Mode.EVAL, states);
    }
  }

  /** The threads that PyTorch has while a model of it computes. */
  private static List<Integer> threadsOfPyTorch(Backend pytorch, int threads) {
    List<Integer> seen = new ArrayList<>();
    forward(
        pytorch,
        threads,
        new Probe() {
          @Override
          public boolean wants(ProbePoint point) {
            return true;
          }

          @Override
          public void accept(ProbePoint point, Tensor state) {
            seen.add(JniUtils.getNumThreads());
          }
        });
    return seen;
  }

  /**
   * MXNet halves the threads of the OpenMP runtime when it is loaded, and sets them when it
   * computes.
   */
  @Test
  void pyTorchComputesWithItsThreadsWhateverMxnetDid() {
    Backend pytorch = available("pytorch");
    forward(pytorch, 1, Probe.NONE);
    Backend mxnet = available("mxnet");
    forward(mxnet, 1, Probe.NONE);
    assertThat(threadsOfPyTorch(pytorch, 2)).hasSize(NETWORK.probePoints().size()).containsOnly(2);
    forward(mxnet, 3, Probe.NONE);
    assertThat(threadsOfPyTorch(pytorch, 2)).containsOnly(2);
    assertThat(threadsOfPyTorch(pytorch, 1)).containsOnly(1);
  }
}
