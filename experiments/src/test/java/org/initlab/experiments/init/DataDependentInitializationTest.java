package org.initlab.experiments.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.backend.nativejava.NativeBackend;
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
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data-dependent initialization calibrated layer by layer, then seen in one pass of the whole
 * network through an engine.
 */
class DataDependentInitializationTest {
  private static final Seed SEED = new Seed(31);
  private static final ArchitectureOptions WN = ArchitectureOptions.WEIGHT_NORM;

  static List<Network> networks() {
    Shape image = Shape.of(3, 12, 12);
    return List.of(
        Architectures.mlp(image, 40, 10, 10, WN),
        Architectures.cnn(image, 12, 5, 10, WN),
        Architectures.resnet(image, 6, 3, 10, WN),
        Architectures.wrn(image, 2, 1, 10, false, WN));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void preActivationsOfTheWholeNetworkHaveMeanZeroAndVarianceOne(Network network) {
    Backend backend = new NativeBackend();
    Tensor batch = gaussian(network.input(), 64);
    InitContext context = InitContext.of(SEED).withCalibration(batch, backend);
    Parameters p = Schemes.named("orthogonal_datadep").initialize(network, context);
    Set<String> seen = new TreeSet<>();
    Probe calibrated =
        new Probe() {
          @Override
          public boolean wants(ProbePoint point) {
            return p.contains(point.layer() + ".weight_g");
          }

          @Override
          public void accept(ProbePoint point, Tensor state) {
            seen.add(point.layer());
            assertStandardized(point.layer(), state);
          }
        };
    try (Model model = backend.compile(network, p, CompileOptions.cpu(Precision.FLOAT64))) {
      model.forward(batch, Mode.EVAL, calibrated);
    }
    assertThat(seen).hasSize((int) p.names().stream().filter(n -> n.endsWith("weight_g")).count());
  }

  private static void assertStandardized(String layer, Tensor a) {
    int n = a.shape().dim(0);
    int units = a.shape().dim(1);
    int positions = a.size() / (n * units);
    for (int u = 0; u < units; u++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        for (int p = 0; p < positions; p++) {
          double x = a.data()[(i * units + u) * positions + p];
          sum += x;
          squares += x * x;
        }
      }
      double count = (double) n * positions;
      // A layer rounds by at most fan_in·u·√(q/σ²) ≤ 432·1.1e-16·10, and a deviation grows at most
      // 2-fold in each of up to 14 layers: 4.8e-13 · 2^14 ≈ 8e-9 if all conspire;
      // a misread layer or count is off by 1e-3 at least.
      assertThat(sum / count).as(layer).isCloseTo(0, within(8e-9));
      assertThat(squares / count).as(layer).isCloseTo(1, within(8e-9));
    }
  }

  private static Tensor gaussian(Shape sample, int n) {
    Shape shape = sample.batched(n);
    double[] data = new double[shape.size()];
    ZigguratSampler.NormalizedGaussian z =
        ZigguratSampler.NormalizedGaussian.of(SEED.stream("batch"));
    for (int i = 0; i < data.length; i++) data[i] = z.sample();
    return Tensor.of(shape, data);
  }
}
