package org.initlab.experiments.xiao2018;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.LayerStatistics;
import org.initlab.core.stats.Trace;
import org.initlab.core.stats.Traces;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.experiments.meanfield.RandomMlp;

/**
 * A deep plain CNN at initialization, measured once; the last line of output says what came out.
 */
final class DeepNetworkProcess {
  private static final int BATCH = 32;

  private DeepNetworkProcess() {}

  /**
   * @param seconds for forward, backward and all statistics, weights drawn and compiled before
   * @param peakBytes the largest resident memory of the process; where the system does not tell,
   *     the heap's size
   * @param lastQ second moment of the last layer's pre-activations
   * @param gradientRatio norm of the gradient at the first layer over that at the last
   */
  record Report(int layers, double seconds, long peakBytes, double lastQ, double gradientRatio) {
    static Report parse(String line) {
      String[] cells = line.split(" ");
      return new Report(
          Integer.parseInt(cells[0]),
          Double.parseDouble(cells[1]),
          Long.parseLong(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]));
    }

    String line() {
      return String.format(
          Locale.ROOT, "%d %.3f %d %.6e %.6e", layers, seconds, peakBytes, lastQ, gradientRatio);
    }
  }

  public static void main(String[] args) throws IOException {
    int depth = Integer.parseInt(args[0]);
    CriticalLine.Point p =
        CriticalLine.atVariance(DualActivation.of(Nonlinearity.TANH, 0), DeepSettings.PAPER_Q);
    VanillaCnn cnn = new VanillaCnn(Shape.of(1, 8, 8), 16, 0, depth, 10, true);
    Seed seed = new Seed(1);
    Tensor inputs = RandomMlp.normals(Shape.of(BATCH, 1, 8, 8), seed.stream("inputs"));
    Objective loss = new Objective.CrossEntropy(new int[BATCH]);
    CompileOptions options =
        CompileOptions.cpu(Precision.FLOAT32).withThreads(2).borrowingParameters();
    try (Model model =
        new NativeBackend()
            .compile(
                cnn.network(),
                cnn.draw(
                    VanillaCnn.Kernel.DELTA_ORTHOGONAL, p.weightVariance(), p.biasVariance(), seed),
                options)) {
      long start = System.nanoTime();
      Trace trace = Traces.measure(model, inputs, loss, Mode.TRAIN, DeepNetworkProcess::wanted);
      double seconds = (System.nanoTime() - start) * 1e-9;
      List<LayerStatistics> layers = trace.layers();
      LayerStatistics last = layers.get(layers.size() - 1);
      Report report =
          new Report(
              layers.size(),
              seconds,
              peakBytes(),
              last.state().secondMoment(),
              layers.get(0).gradient().orElseThrow().normRatio()
                  / last.gradient().orElseThrow().normRatio());
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
          .println(report.line());
    }
  }

  private static boolean wanted(ProbePoint point) {
    return point.kind() == ProbePoint.Kind.PRE_ACTIVATION && VanillaCnn.isDeep(point.layer());
  }

  private static long peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return Runtime.getRuntime().totalMemory();
  }
}
