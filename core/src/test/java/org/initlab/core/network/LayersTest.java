package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes and refusals of the layers. */
class LayersTest {
  private static final Layer RELU = Activation.of("relu", Nonlinearity.RELU);

  @ParameterizedTest
  @CsvSource({
    // side, kernel, stride, padding, output side: torch.nn.Conv2d on 1×1×side×side
    "8, 3, 1, 1, 8",
    "8, 3, 2, 1, 4",
    "7, 3, 2, 1, 4",
    "7, 3, 2, 0, 3",
    "5, 5, 1, 0, 1",
    "3, 5, 1, 1, 1",
    "8, 1, 2, 0, 4",
    "9, 4, 3, 2, 4"
  })
  void convolutionsHavePyTorchsOutputSize(int side, int kernel, int stride, int padding, int out) {
    Conv2d conv = new Conv2d("c", 2, kernel, stride, padding, true, false, Role.HIDDEN);
    assertThat(conv.outputShape(Shape.of(1, side, side))).isEqualTo(Shape.of(2, out, out));
    assertThat(conv.outputShape(Shape.of(1, side, side + stride)))
        .isEqualTo(Shape.of(2, out, out + 1));
  }

  @Test
  void theOtherLayersShapes() {
    assertThat(new Dense("d", 7, true, false, Role.HIDDEN).outputShape(Shape.of(3)))
        .isEqualTo(Shape.of(7));
    assertThat(RELU.outputShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(2, 3, 4));
    assertThat(Activation.of("c", Nonlinearity.CRELU).outputShape(Shape.of(2, 3, 4)))
        .isEqualTo(Shape.of(4, 3, 4));
    assertThat(BatchNorm.of("b").outputShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(2, 3, 4));
    assertThat(new Flatten("f").outputShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(24));
    assertThat(new GlobalAveragePool("p").outputShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(2));
    assertThat(
            new Residual(
                    "r",
                    List.of(new Dense("d", 4, true, false, Role.HIDDEN)),
                    List.of(Activation.of("c", Nonlinearity.CRELU)),
                    1,
                    0,
                    1)
                .outputShape(Shape.of(2)))
        .isEqualTo(Shape.of(4));
  }

  @Test
  void aShapeThatCannotEnterIsRefusedByTheLayersName() {
    refused(
        () -> new Conv2d("c", 1, 3, 1, 0, true, false, Role.HIDDEN).outputShape(Shape.of(9)),
        "layer 'c': conv2d needs channels×height×width, was given 9");
    refused(
        () -> new Conv2d("c", 1, 5, 1, 0, true, false, Role.HIDDEN).outputShape(Shape.of(1, 9, 4)),
        "layer 'c': kernel 5 does not fit into 1×9×4 with padding 0");
    refused(
        () -> new GlobalAveragePool("p").outputShape(Shape.of(3)),
        "layer 'p': global average pooling needs channels×height×width, was given 3");
    refused(
        () -> new Dense("d", 1, true, false, Role.HIDDEN).outputShape(Shape.of(1, 2, 3)),
        "layer 'd': dense needs a flat input, was given 1×2×3 (put a flatten before it)");
    refused(
        () ->
            new Residual(
                    "r", List.of(new Dense("d", 4, true, false, Role.HIDDEN)), List.of(), 1, 0, 1)
                .outputShape(Shape.of(3)),
        "layer 'r': branch gives 4 but shortcut gives 3; they are added");
  }

  @Test
  void settingsThatMakeNoSenseAreRefusedByName() {
    refused(() -> new Dense("", 1, true, false, Role.HIDDEN), "layer name must not be empty");
    refused(
        () -> new Conv2d(" ", 1, 1, 1, 0, true, false, Role.HIDDEN),
        "layer name must not be empty");
    refused(() -> Activation.of("", Nonlinearity.RELU), "layer name must not be empty");
    refused(() -> BatchNorm.of(""), "layer name must not be empty");
    refused(() -> new Flatten(""), "layer name must not be empty");
    refused(() -> new GlobalAveragePool(""), "layer name must not be empty");
    refused(
        () -> new Residual("", List.of(RELU), List.of(), 1, 0, 1), "layer name must not be empty");
    refused(
        () -> new Dense("d", 0, true, false, Role.HIDDEN),
        "layer 'd': out_features must be at least 1, was 0");
    refused(
        () -> new Conv2d("c", 0, 1, 1, 0, true, false, Role.HIDDEN),
        "layer 'c': out_channels must be at least 1, was 0");
    refused(
        () -> new Conv2d("c", 1, 0, 1, 0, true, false, Role.HIDDEN),
        "layer 'c': kernel must be at least 1, was 0");
    refused(
        () -> new Conv2d("c", 1, 1, 0, 0, true, false, Role.HIDDEN),
        "layer 'c': stride must be at least 1, was 0");
    refused(
        () -> new Conv2d("c", 1, 1, 1, -1, true, false, Role.HIDDEN),
        "layer 'c': padding must not be negative, was -1");
    refused(
        () -> new Activation("a", Nonlinearity.LEAKY_RELU, Double.NaN),
        "layer 'a': slope must be finite, was NaN");
    refused(
        () -> new BatchNorm("b", -0.1, 1e-5),
        "layer 'b': momentum must be finite and not negative, was -0.1");
    refused(
        () -> new BatchNorm("b", 0.1, 0),
        "layer 'b': epsilon must be positive and finite, was 0.0");
    refused(
        () -> new Residual("r", List.of(RELU), List.of(), Double.NaN, 0, 1),
        "layer 'r': branch_scale must be finite, was NaN");
    refused(
        () -> new Residual("r", List.of(RELU), List.of(), 1, -1, 1),
        "layer 'r': block must not be negative, was -1");
    refused(
        () -> new Residual("r", List.of(RELU), List.of(), 1, 0, 0),
        "layer 'r': blocks must be at least 1, was 0");
    refused(
        () -> new Residual("r", List.of(RELU), List.of(), 1, 2, 2),
        "layer 'r': block must be below blocks = 2, was 2");
    refused(
        () -> new Residual("r", List.of(), List.of(), 1, 0, 1),
        "layer 'r': branch must not be empty");
  }

  @Test
  void onlyLeakyReluHasASlope() {
    assertThat(new Activation("a", Nonlinearity.RELU, 0.3).slope()).isZero();
    assertThat(new Activation("a", Nonlinearity.LEAKY_RELU, 0.3).slope()).isEqualTo(0.3);
    assertThat(Activation.of("a", Nonlinearity.LEAKY_RELU).slope()).isEqualTo(0.01);
  }

  @Test
  void rolesAreReadBack() {
    for (Role role : Role.values()) assertThat(Role.named(role.id())).isEqualTo(role);
    assertThat(Role.BRANCH_OUTPUT.id()).isEqualTo("branch_output");
    refused(
        () -> Role.named("shortcat"),
        "role 'shortcat' is unknown; did you mean 'shortcut'? (allowed: hidden, linear,"
            + " branch_output, shortcut, classifier)");
  }

  private static void refused(ThrowingCallable action, String message) {
    assertThatThrownBy(action).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }
}
