package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;

/** The small networks of the contract. */
final class Networks {
  private Networks() {}

  static Network of(String name, Shape input, Layer... layers) {
    return new Network(name, input, List.of(layers));
  }

  static Dense dense(String name, int out, boolean bias, boolean weightNorm) {
    return new Dense(name, out, bias, weightNorm, Role.HIDDEN);
  }

  static Conv2d conv(
      String name, int out, int kernel, int stride, int padding, boolean bias, boolean weightNorm) {
    return new Conv2d(name, out, kernel, stride, padding, bias, weightNorm, Role.HIDDEN);
  }

  static Activation act(String name, Nonlinearity function) {
    return new Activation(name, function, 0.2);
  }

  /** input → 17 → φ → 7 → φ → 3. */
  static Network mlp(Nonlinearity function, boolean weightNorm) {
    return of(
        (weightNorm ? "weight-normalized " : "") + function.id() + " MLP",
        Shape.of(7),
        dense("fc1", 17, true, weightNorm),
        act("act1", function),
        dense("fc2", 7, true, weightNorm),
        act("act2", function),
        dense("fc3", 3, true, false));
  }

  /** Two convolutions of odd shape, pooled and classified. */
  static Network cnn(Nonlinearity function, boolean weightNorm) {
    return of(
        (weightNorm ? "weight-normalized " : "") + function.id() + " CNN",
        Shape.of(2, 7, 5),
        conv("conv1", 5, 3, 2, 1, true, weightNorm),
        act("act1", function),
        conv("conv2", 3, 3, 1, 1, true, weightNorm),
        act("act2", function),
        new GlobalAveragePool("pool"),
        dense("fc", 3, true, false));
  }

  /**
   * A residual network with batch normalization and learnable scales, one identity and one
   * projection shortcut.
   */
  static Network resnet(Nonlinearity function) {
    return of(
        function.id() + " ResNet",
        Shape.of(2, 5, 4),
        conv("conv", 3, 3, 1, 1, true, false),
        residual("block1", function, 3, 1, List.of()),
        residual("block2", function, 5, 2, List.of(conv("down", 5, 1, 2, 0, true, false))),
        BatchNorm.of("bn"),
        act("act", function),
        new GlobalAveragePool("pool"),
        dense("fc", 3, true, false));
  }

  private static Residual residual(
      String name, Nonlinearity function, int channels, int stride, List<Layer> shortcut) {
    List<Layer> branch =
        List.of(
            BatchNorm.of(name + "_bn1"),
            act(name + "_act1", function),
            conv(name + "_conv1", channels, 3, stride, 1, true, false),
            BatchNorm.of(name + "_bn2"),
            act(name + "_act2", function),
            conv(name + "_conv2", channels, 3, 1, 1, true, false),
            new Scale(name + "_scale"));
    return new Residual(name, branch, shortcut, 0.5, 0, 1);
  }

  /** A residual MLP with weight normalization, CReLU inside and branch scale 1/√2. */
  static Network residualMlp() {
    return of(
        "residual CReLU MLP",
        Shape.of(3, 2, 1),
        new Flatten("flatten"),
        dense("in", 7, true, true),
        new Residual(
            "block",
            List.of(
                dense("fc1", 5, true, true),
                act("crelu", Nonlinearity.CRELU),
                dense("fc2", 7, false, true),
                new Scale("scale")),
            List.of(),
            Math.sqrt(0.5),
            0,
            1),
        act("act", Nonlinearity.RELU),
        dense("out", 3, true, false));
  }

  /** Equal dense layers, each followed by a nonlinearity. */
  static Network deep(int layers, int width, Nonlinearity function) {
    List<Layer> chain = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      chain.add(dense("fc" + l, width, true, false));
      chain.add(act("act" + l, function));
    }
    return new Network(layers + "-layer " + function.id() + " MLP", Shape.of(width), chain);
  }

  /** Equal residual blocks with a dense layer and tanh in the branch. */
  static Network deepResidual(int blocks, int width) {
    List<Layer> chain = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      List<Layer> branch =
          List.of(dense("fc" + b, width, true, false), act("act" + b, Nonlinearity.TANH));
      double scale = 1 / Math.sqrt(blocks);
      chain.add(new Residual("block" + b, branch, List.of(), scale, b, blocks));
    }
    return new Network(blocks + "-block residual MLP", Shape.of(width), chain);
  }

  /** One of each: every kind of layer occurs. Smooth, so that differences need no care. */
  static List<Network> smooth() {
    return List.of(
        mlp(Nonlinearity.TANH, false),
        mlp(Nonlinearity.GELU, true),
        cnn(Nonlinearity.SILU, false),
        cnn(Nonlinearity.SIGMOID, true),
        resnet(Nonlinearity.ERF));
  }

  /** The modes that make a difference: both if there is batch normalization. */
  static List<Mode> modes(Network network) {
    boolean normalized =
        network.parameters().stream().anyMatch(p -> p.kind() == ParameterSpec.Kind.RUNNING_VAR);
    return normalized ? List.of(Mode.TRAIN, Mode.EVAL) : List.of(Mode.TRAIN);
  }

  /** Every kind of layer with and without kinks. */
  static List<Network> all() {
    List<Network> all = new ArrayList<>(smooth());
    all.add(mlp(Nonlinearity.RELU, false));
    all.add(mlp(Nonlinearity.HARD_TANH, true));
    all.add(cnn(Nonlinearity.RELU, true));
    all.add(cnn(Nonlinearity.LEAKY_RELU, false));
    all.add(resnet(Nonlinearity.RELU));
    all.add(residualMlp());
    return all;
  }
}
