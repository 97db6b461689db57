package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;

/** A JVM without the Vector API's module computes with the plain loops and says so, once. */
class ScalarFallbackTest {
  @Test
  void withTheModuleTheVectorKernelsAreChosen() {
    assertThat(new NativeBackend().provenance().get("kernels")).startsWith("simd");
  }

  @Test
  void withoutTheModuleOneLineNamesTheRemedyAndResultsAreTheScalarOnes()
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            WithoutModule.class.getName());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as("exit code; output %s", lines).isZero();
    assertThat(lines).filteredOn(line -> line.contains("NativeBackend")).hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.contains("--add-modules jdk.incubator.vector"))
        .hasSize(1);
    String expected = WithoutModule.outputs(NativeBackend.scalar());
    assertThat(lines).contains("scalar " + expected);
  }

  /** What the other JVM runs: two models of both precisions on a backend of the default kind. */
  static final class WithoutModule {
    private WithoutModule() {}

    public static void main(String[] args) {
      Backend backend = new NativeBackend();
      String outputs = outputs(backend);
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
          .println(backend.provenance().get("kernels") + " " + outputs);
    }

    static String outputs(Backend backend) {
      Network network = Zoo.residual(Nonlinearity.TANH, true);
      StringBuilder text = new StringBuilder();
      for (Precision precision : Precision.values()) {
        Samples samples = new Samples(3);
        CompileOptions options = CompileOptions.cpu(precision);
        try (Model model = backend.compile(network, samples.parameters(network), options)) {
          text.append(
              Arrays.toString(
                  model.forward(samples.batch(network, 2), Mode.EVAL, Probe.NONE).data()));
        }
      }
      return text.toString();
    }
  }
}
