package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * A step (accumulate, update, forward) makes no array that grows with the batch or the layers: what
 * the caller and the pool's threads allocate in it, the tensor that forward returns aside, stays
 * below one bound per probe point for batches of 4 and 32 and for narrow and wide layers. What is
 * left are closures, small records and buffers of fixed size.
 *
 * <p>The counter is the JVM's own, to the byte. Until C2 has compiled a kernel, every vector of the
 * Vector API is an object; so the steps run in a JVM of their own, which compiles early and waits
 * for its compiler, until {@link Steps#STREAK} in a row keep the bound. A kernel whose vectors stay
 * objects fails, too.
 */
class StepAllocationTest {
  @Test
  void aStepMakesNoArrayThatGrows() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Xmx512m", // compressed references, whatever the memory of the machine
            "-Xbatch",
            "-XX:CompileThresholdScaling=0.1",
            "-cp",
            System.getProperty("java.class.path"),
            Steps.class.getName());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as("exit code; output %s", lines).isZero();
    assertThat(lines)
        .filteredOn(line -> line.startsWith(Steps.STEADY) || line.startsWith(Steps.ABOVE))
        .hasSize(Steps.CASES)
        .allMatch(line -> line.startsWith(Steps.STEADY));
  }

  /** What the other JVM runs; it prints a line for every case. */
  static final class Steps {
    static final String STEADY = "steady: ";
    static final String ABOVE = "above the bound: ";

    /**
     * Three networks, narrow and wide, and two of them with the plain loops, in both precisions,
     * each in three ways.
     */
    static final int CASES = (3 * 2 + 2) * 2 * 3;

    private static final int LAYERS = 4;
    private static final int CLASSES = 10;

    /**
     * Bytes per probe point on one thread; 400 to 1300 are taken. The wide dense network has 9
     * points, so 13.5 kB: a copy of one state (float32, batch 32) would take 32 kB, one number in
     * float64 per feature of its four layers, as in the sums of a bias's gradient, 8 kB.
     */
    private static final long BOUND_OF_ONE = 1500;

    /** With two threads every fork takes a job and, for tanh, a second buffer. */
    private static final long BOUND_OF_TWO = 3000;

    private static final int STREAK = 5;
    private static final int MOST_STEPS = 300;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Steps() {}

    public static void main(String[] args) {
      PrintStream out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      List<Network> networks =
          List.of(
              dense(16),
              dense(256),
              conv(16, false),
              conv(48, false),
              conv(8, true),
              conv(32, true));
      for (Network network : networks) print(new NativeBackend(), network, out);
      for (Network network : List.of(dense(256), conv(32, true))) {
        print(NativeBackend.scalar(), network, out);
      }
    }

    private static void print(Backend backend, Network network, PrintStream out) {
      for (Precision precision : Precision.values()) {
        out.println(line(backend, network, precision, 4, 1));
        out.println(line(backend, network, precision, 32, 1));
        out.println(line(backend, network, precision, 32, 2));
      }
    }

    private static String line(
        Backend backend, Network network, Precision precision, int n, int threads) {
      long perPoint = threads == 1 ? BOUND_OF_ONE : BOUND_OF_TWO;
      long returned = (long) Double.BYTES * n * CLASSES;
      long bound = perPoint * network.probePoints().size();
      Samples samples = new Samples(31);
      Tensor inputs = samples.batch(network, n);
      Objective objective =
          new Objective.MeanSquaredError(samples.tensor(network.output().batched(n)));
      UpdateRule rule = UpdateRule.Adam.of(1e-6);
      CompileOptions options = CompileOptions.cpu(precision).withThreads(threads);
      try (Model model = backend.compile(network, samples.parameters(network), options)) {
        long[] ids = threadsOfTheModel();
        long bytes = 0;
        int streak = 0;
        int steps = 0;
        for (; steps < MOST_STEPS && streak < STREAK; steps++) {
          long before = allocated(ids);
          model.accumulate(inputs, objective, 1);
          model.update(rule);
          model.forward(inputs, Mode.EVAL, Probe.NONE);
          bytes = allocated(ids) - before - returned;
          streak = bytes <= bound ? streak + 1 : 0;
        }
        return (streak == STREAK && ids.length == threads ? STEADY : ABOVE)
            + String.format(
                "%s %s batch %d %s, %d threads: %d bytes in step %d, bound %d",
                backend.provenance().get("kernels"),
                network.name(),
                n,
                precision,
                ids.length,
                bytes,
                steps,
                bound);
      }
    }

    private static long[] threadsOfTheModel() {
      LongStream pool =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("initlab-native-"))
              .mapToLong(Thread::getId);
      return LongStream.concat(LongStream.of(Thread.currentThread().getId()), pool).toArray();
    }

    private static long allocated(long[] ids) {
      return LongStream.of(THREADS.getThreadAllocatedBytes(ids)).sum();
    }

    private static Network dense(int width) {
      List<Layer> layers = new ArrayList<>();
      for (int i = 0; i < LAYERS; i++) {
        layers.add(Zoo.dense("fc" + i, width, true));
        layers.add(Zoo.act("act" + i, Nonlinearity.TANH));
      }
      layers.add(Zoo.dense("out", CLASSES, false));
      return new Network("dense" + width, Shape.of(width), layers);
    }

    /** The second convolution halves the sides; from 48 channels on the others are Winograd's. */
    private static Network conv(int channels, boolean batchNorm) {
      List<Layer> layers = new ArrayList<>();
      for (int i = 0; i < LAYERS; i++) {
        layers.add(Zoo.conv("conv" + i, channels, 3, i == 1 ? 2 : 1, 1, !batchNorm));
        if (batchNorm) layers.add(BatchNorm.of("bn" + i));
        layers.add(Zoo.act("act" + i, Nonlinearity.RELU));
      }
      layers.add(new GlobalAveragePool("pool"));
      layers.add(Zoo.dense("out", CLASSES, false));
      String name = batchNorm ? "conv-bn" : "conv";
      return new Network(name + channels, Shape.of(channels, 8, 8), layers);
    }
  }
}
