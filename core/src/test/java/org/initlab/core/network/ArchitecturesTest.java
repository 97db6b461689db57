package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The constructors against the description of the authors' networks. ResNet's parameter counts come
 * from an independent loop over stages and blocks in Python that adds (in·k² + 1)·out for every
 * layer.
 */
class ArchitecturesTest {
  private static final Shape CIFAR = Shape.of(3, 32, 32);
  private static final ArchitectureOptions PLAIN = ArchitectureOptions.PLAIN;

  @Test
  void mlpFlattensImagesAndAlternatesDenseAndActivation() {
    Network net = Architectures.mlp(Shape.of(1, 28, 28), 128, 2, 10, PLAIN);
    assertThat(layerNames(net))
        .containsExactly("flatten", "model.0", "model.1", "model.2", "model.3", "model.4");
    assertThat(net.output()).isEqualTo(Shape.of(10));
    assertThat(net.depth()).isEqualTo(3);
    // (784+1)·128 + (128+1)·128 + (128+1)·10
    assertThat(trainable(net)).isEqualTo(118_282);
    assertThat(layerNames(Architectures.mlp(Shape.of(5), 4, 1, 3, PLAIN)))
        .containsExactly("model.0", "model.1", "model.2");
  }

  @Test
  void cnnStridesInItsFirstTwoLayersOnly() {
    Network net = Architectures.cnn(Shape.of(1, 28, 28), 8, 4, 10, PLAIN);
    assertThat(convs(net).map(Conv2d::stride)).containsExactly(2, 2, 1, 1);
    assertThat(convs(net)).allMatch(c -> c.kernel() == 3 && c.padding() == 1 && c.bias());
    assertThat(shapeAt(net, "backbone_model.7")).isEqualTo(Shape.of(8, 7, 7));
    assertThat(net.output()).isEqualTo(Shape.of(10));
  }

  @ParameterizedTest
  @CsvSource({"9, 56, 853642", "18, 110, 1726570", "27, 164, 2599498"})
  void resnetHasSixNPlusTwoLayers(int blocks, int layers, long parameters) {
    Network net = Architectures.resnet(CIFAR, 16, blocks, 10, PLAIN);
    assertThat(net.depth()).isEqualTo(layers);
    assertThat(net.name()).isEqualTo("resnet-" + layers);
    assertThat(trainable(net)).isEqualTo(parameters);
    assertThat(convs(net).filter(c -> c.role() == Role.SHORTCUT)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "16, 100", "166, 1000", "1666, 10000"})
  void wrnHasSixNPlusFourLayers(int n, int layers) {
    Network net = Architectures.wrn(CIFAR, n, 2, 10, false, PLAIN);
    assertThat(convs(net).count()).isEqualTo(layers);
    assertThat(net.name()).isEqualTo("wrn-" + layers + "-2");
    // conv1, two convolutions in each of 3n blocks, the classifier; shortcuts run beside them
    assertThat(net.depth()).isEqualTo(layers - 2);
  }

  @Test
  void wrnOfWidthOneHasNoShortcutConvolutionInItsFirstStage() {
    Network net = Architectures.wrn(CIFAR, 2, 1, 10, false, PLAIN);
    assertThat(convs(net).filter(c -> c.role() == Role.SHORTCUT).map(Conv2d::name))
        .containsExactly("conv3.0.shortcut", "conv4.0.shortcut");
  }

  @Test
  void wrnHalvesTheSideInStagesTwoAndThreeAndWithReducedMemoryInConv1() {
    Network full = Architectures.wrn(CIFAR, 2, 10, 10, false, PLAIN);
    assertThat(shapeAt(full, "conv1")).isEqualTo(Shape.of(16, 32, 32));
    assertThat(shapeAt(full, "conv2.1")).isEqualTo(Shape.of(160, 32, 32));
    assertThat(shapeAt(full, "conv3.1")).isEqualTo(Shape.of(320, 16, 16));
    assertThat(shapeAt(full, "conv4.1")).isEqualTo(Shape.of(640, 8, 8));
    Network reduced = Architectures.wrn(CIFAR, 2, 10, 10, true, PLAIN);
    assertThat(shapeAt(reduced, "conv1")).isEqualTo(Shape.of(16, 16, 16));
    assertThat(shapeAt(reduced, "conv4.1")).isEqualTo(Shape.of(640, 4, 4));
    assertThat(trainable(reduced)).isEqualTo(trainable(full));
  }

  @Test
  void rolesGiveTheGammasOfTheProposedScheme() {
    Network resnet = Architectures.resnet(CIFAR, 4, 2, 10, PLAIN);
    assertThat(role(resnet, "backbone_model.0")).isEqualTo(Role.HIDDEN);
    Network wrn = Architectures.wrn(CIFAR, 2, 2, 10, false, PLAIN);
    assertThat(role(wrn, "conv1")).isEqualTo(Role.LINEAR);
    for (Network net : List.of(resnet, wrn)) {
      for (ParameterSpec spec : net.parameters()) {
        if (spec.layer().endsWith("conv1") && spec.layer().contains(".")) {
          assertThat(spec.role()).isEqualTo(Role.HIDDEN);
        } else if (spec.layer().endsWith("conv2")) {
          assertThat(spec.role()).isEqualTo(Role.BRANCH_OUTPUT);
          assertThat(spec.blocks()).isEqualTo(2);
        } else if (spec.layer().endsWith("shortcut")) {
          assertThat(spec.role()).isEqualTo(Role.SHORTCUT);
        }
      }
      assertThat(role(net, "final_layer")).isEqualTo(Role.CLASSIFIER);
    }
  }

  @Test
  void blocksAreCountedFromZeroInEveryStage() {
    Network net = Architectures.wrn(CIFAR, 3, 1, 10, false, PLAIN);
    List<Residual> residuals =
        net.layers().stream().filter(Residual.class::isInstance).map(Residual.class::cast).toList();
    assertThat(residuals).extracting(Residual::block).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
    assertThat(residuals).extracting(Residual::blocks).containsOnly(3);
    assertThat(residuals).extracting(Residual::branchScale).containsOnly(1.0);
  }

  @Test
  void weightNormWrapsEveryLayerButTheClassifier() {
    for (Network net : everyImageNetwork(ArchitectureOptions.WEIGHT_NORM)) {
      for (ParameterSpec spec : net.parameters()) {
        boolean normalized =
            spec.kind() == ParameterSpec.Kind.WEIGHT_G
                || spec.kind() == ParameterSpec.Kind.WEIGHT_V;
        if (spec.kind() != ParameterSpec.Kind.BIAS) {
          assertThat(normalized).as(spec.name()).isEqualTo(spec.role() != Role.CLASSIFIER);
        }
      }
    }
  }

  @Test
  void batchNormStandsBeforeAProjectingBlockAndInsideAnIdentityBlock() {
    Network net = Architectures.wrn(CIFAR, 2, 1, 10, false, ArchitectureOptions.BATCH_NORM);
    assertThat(layerNames(net))
        .containsExactly(
            "conv1",
            "conv2.0",
            "conv2.1",
            "conv3.0.bn1",
            "conv3.0",
            "conv3.1",
            "conv4.0.bn1",
            "conv4.0",
            "conv4.1",
            "pool",
            "final_layer");
    assertThat(branchNames(net, "conv3.1"))
        .containsExactly(
            "conv3.1.bn1",
            "conv3.1.act1",
            "conv3.1.conv1",
            "conv3.1.bn2",
            "conv3.1.act2",
            "conv3.1.conv2");
    assertThat(branchNames(net, "conv3.0"))
        .containsExactly(
            "conv3.0.act1", "conv3.0.conv1", "conv3.0.bn2", "conv3.0.act2", "conv3.0.conv2");
    assertThat(residual(net, "conv3.0").shortcut())
        .extracting(Layer::name)
        .containsExactly("conv3.0.shortcut");
  }

  @Test
  void resnetWithBatchNormHasTwoMoreOutsideItsBlocks() {
    Network net = Architectures.resnet(CIFAR, 4, 1, 10, ArchitectureOptions.BATCH_NORM);
    assertThat(layerNames(net))
        .containsExactly(
            "backbone_model.0",
            "backbone_model.1",
            "backbone_model.2",
            "backbone_model.3.bn1",
            "backbone_model.3",
            "backbone_model.4.bn1",
            "backbone_model.4",
            "backbone_model.5",
            "pool",
            "final_layer");
  }

  @Test
  void residualMlpIsTheNetworkOfFigureOne() {
    Network net = Architectures.residualMlp(500, 40, 200, PLAIN.withBias(false));
    assertThat(net.output()).isEqualTo(Shape.of(500));
    assertThat(net.depth()).isEqualTo(80);
    assertThat(net.parameters())
        .extracting(ParameterSpec::name)
        .hasSize(80)
        .startsWith("block1.fc1.weight", "block1.fc2.weight", "block2.fc1.weight")
        .endsWith("block40.fc2.weight");
    ParameterSpec w2 = net.parameters().get(3);
    assertThat(w2.shape()).isEqualTo(Shape.of(500, 200));
    assertThat(w2.role()).isEqualTo(Role.BRANCH_OUTPUT);
    assertThat(w2.block()).isEqualTo(1);
    assertThat(w2.blocks()).isEqualTo(40);
  }

  @Test
  void feedForwardEndsInAPreActivation() {
    Network net = Architectures.feedForward(500, new int[] {180, 220, 205}, PLAIN.withBias(false));
    assertThat(layerNames(net)).containsExactly("fc1", "act1", "fc2", "act2", "fc3");
    assertThat(net.parameters()).extracting(ParameterSpec::role).containsOnly(Role.HIDDEN);
    assertThat(net.parameters())
        .extracting(ParameterSpec::shape)
        .containsExactly(Shape.of(180, 500), Shape.of(220, 180), Shape.of(205, 220));
  }

  @Test
  void everyActivationFits() {
    for (Nonlinearity function : Nonlinearity.values()) {
      for (Network net : everyImageNetwork(PLAIN.withActivation(function).withBatchNorm(true))) {
        assertThat(net.output()).as("%s %s", net, function).isEqualTo(Shape.of(10));
      }
    }
  }

  @Test
  void impossibleSizesAreRefusedByName() {
    assertThatThrownBy(() -> Architectures.mlp(CIFAR, 0, 2, 10, PLAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("hidden size must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.mlp(CIFAR, 8, -1, 10, PLAIN))
        .hasMessage("number of layers must be at least 1, was -1");
    assertThatThrownBy(() -> Architectures.cnn(Shape.of(784), 8, 1, 10, PLAIN))
        .hasMessage("input must be channels×height×width, was 784");
    assertThatThrownBy(() -> Architectures.cnn(CIFAR, 0, 1, 10, PLAIN))
        .hasMessage("number of channels must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.cnn(CIFAR, 1, 0, 10, PLAIN))
        .hasMessage("number of layers must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.resnet(CIFAR, 0, 1, 10, PLAIN))
        .hasMessage("width must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.resnet(CIFAR, 1, 0, 10, PLAIN))
        .hasMessage("number of blocks must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.resnet(Shape.of(3), 1, 1, 10, PLAIN))
        .hasMessage("input must be channels×height×width, was 3");
    assertThatThrownBy(() -> Architectures.wrn(CIFAR, 0, 1, 10, false, PLAIN))
        .hasMessage("n must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.wrn(CIFAR, 1, 0, 10, false, PLAIN))
        .hasMessage("k must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.wrn(Shape.of(3), 1, 1, 10, false, PLAIN))
        .hasMessage("input must be channels×height×width, was 3");
    assertThatThrownBy(() -> Architectures.residualMlp(0, 1, 1, PLAIN))
        .hasMessage("input size must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.residualMlp(1, 0, 1, PLAIN))
        .hasMessage("number of blocks must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.residualMlp(1, 1, 0, PLAIN))
        .hasMessage("hidden size must be at least 1, was 0");
    assertThatThrownBy(() -> Architectures.feedForward(1, new int[0], PLAIN))
        .hasMessage("widths must not be empty");
  }

  static List<Network> everyImageNetwork(ArchitectureOptions options) {
    Shape image = Shape.of(3, 8, 8);
    return List.of(
        Architectures.mlp(image, 6, 2, 10, options),
        Architectures.cnn(image, 4, 3, 10, options),
        Architectures.resnet(image, 4, 2, 10, options),
        Architectures.wrn(image, 1, 1, 10, true, options));
  }

  private static List<String> layerNames(Network net) {
    return net.layers().stream().map(Layer::name).toList();
  }

  private static Residual residual(Network net, String name) {
    return (Residual)
        net.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> branchNames(Network net, String name) {
    return residual(net, name).branch().stream().map(Layer::name).toList();
  }

  private static Stream<Conv2d> convs(Network net) {
    return net.layers().stream()
        .flatMap(
            l ->
                l instanceof Residual r
                    ? Stream.concat(r.branch().stream(), r.shortcut().stream())
                    : Stream.of(l))
        .filter(Conv2d.class::isInstance)
        .map(Conv2d.class::cast);
  }

  private static Role role(Network net, String layer) {
    return net.parameters().stream()
        .filter(p -> p.layer().equals(layer))
        .findFirst()
        .orElseThrow()
        .role();
  }

  private static Shape shapeAt(Network net, String layer) {
    return net.probePoints().stream()
        .filter(p -> p.layer().equals(layer))
        .findFirst()
        .orElseThrow()
        .shape();
  }

  private static long trainable(Network net) {
    return net.parameters().stream()
        .filter(p -> p.kind().trainable())
        .mapToLong(p -> p.shape().size())
        .sum();
  }
}
