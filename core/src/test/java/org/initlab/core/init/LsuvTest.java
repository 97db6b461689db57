package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layer-sequential unit variance, on a backend of plain loops. */
class LsuvTest {
  private static final Seed SEED = new Seed(61);
  private static final Shape IMAGE = Shape.of(2, 6, 6);

  static List<Network> networks() {
    ArchitectureOptions plain = ArchitectureOptions.PLAIN;
    return List.of(
        Architectures.mlp(IMAGE, 7, 3, 10, plain),
        Architectures.mlp(IMAGE, 7, 3, 10, plain.withActivation(Nonlinearity.TANH)),
        Architectures.cnn(IMAGE, 5, 3, 10, ArchitectureOptions.WEIGHT_NORM),
        Architectures.resnet(IMAGE, 3, 1, 10, ArchitectureOptions.BATCH_NORM),
        Architectures.residualMlp(6, 3, 4, plain));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyWeightedLayerHasVarianceOneOnTheBatch(Network net) {
    Tensor batch = batch(net.input(), 9);
    Parameters p = initialize(net, batch);
    List<String> checked = new ArrayList<>();
    new NaiveForward(
            net,
            p,
            new Probe() {
              @Override
              public boolean wants(ProbePoint point) {
                String layer = point.layer();
                return p.contains(layer + ".weight_v")
                    || p.contains(layer + ".weight")
                        && !layer.contains("bn")
                        && p.get(layer + ".weight").shape().rank() > 1;
              }

              @Override
              public void accept(ProbePoint point, Tensor a) {
                double[] x = a.data();
                double mean = Arrays.stream(x).average().orElseThrow();
                double v = Arrays.stream(x).map(y -> (y - mean) * (y - mean)).sum() / x.length;
                // Each division leaves a few u; layers before it amplify by at most √count in 8.
                assertThat(v).as(point.layer()).isCloseTo(1, within(1e-12));
                checked.add(point.layer());
              }
            })
        .run(batch);
    long weighted =
        net.parameters().stream()
            .filter(s -> s.shape().rank() > 1 && s.fanIn() > 1)
            .map(s -> s.layer())
            .distinct()
            .count();
    assertThat(checked).hasSize((int) weighted);
  }

  @Test
  void weightsStayOrthogonalUpToTheirScaleAndBiasesZero() {
    Network net = Architectures.mlp(Shape.of(6), 6, 1, 3, ArchitectureOptions.PLAIN);
    Parameters p = initialize(net, batch(net.input(), 9));
    double[] w = p.get("model.0.weight").data();
    double[] q =
        Schemes.named("orthogonal")
            .initialize(net, InitContext.of(SEED))
            .get("model.0.weight")
            .data();
    for (int i = 1; i < w.length; i++) {
      // one division each
      assertThat(w[i] / q[i]).isCloseTo(w[0] / q[0], within(1e-14 * w[0] / q[0]));
    }
    assertThat(p.get("model.2.bias").data()).containsOnly(0);
  }

  @Test
  void aLayerThatDoesNotVaryIsNamed() {
    Network net = Architectures.mlp(Shape.of(5), 4, 1, 3, ArchitectureOptions.PLAIN);
    assertThatThrownBy(() -> initialize(net, Tensor.zeros(Shape.of(3, 5))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 'model.0': its output is the same for the whole calibration batch, so it cannot"
                + " be given variance 1");
    assertThatThrownBy(() -> Schemes.named("lsuv").initialize(net, InitContext.of(SEED)))
        .hasMessage("lsuv needs a calibration batch, but none was given");
  }

  private static Parameters initialize(Network net, Tensor batch) {
    return Schemes.named("lsuv")
        .initialize(net, InitContext.of(SEED).withCalibration(batch, new NaiveBackend()));
  }

  private static Tensor batch(Shape sample, int n) {
    return new Normal(1)
        .draw(Draws.dense(1, 1).withShape(sample.batched(n), 1, 1), SEED.stream("x"));
  }
}
