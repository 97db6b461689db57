package org.initlab.backend.nativejava;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;

/** Small networks that between them have every layer, in odd sizes. */
final class Zoo {
  private Zoo() {}

  static Dense dense(String name, int out, boolean norm) {
    return new Dense(name, out, true, norm, Role.HIDDEN);
  }

  static Conv2d conv(String name, int out, int kernel, int stride, int padding, boolean norm) {
    return new Conv2d(name, out, kernel, stride, padding, true, norm, Role.HIDDEN);
  }

  static Activation act(String name, Nonlinearity function) {
    return Activation.of(name, function);
  }

  /** Dense, φ, dense, φ, dense; one output per class. */
  static Network mlp(Nonlinearity function, boolean norm) {
    return new Network(
        "mlp-" + function.id(),
        Shape.of(5),
        List.of(
            dense("fc1", 7, norm),
            act("act1", function),
            dense("fc2", 3, norm),
            act("act2", function),
            new Dense("out", 4, false, false, Role.CLASSIFIER)));
  }

  /** A convolution, a nested residual with projection, batch normalization, pooling, dense. */
  static Network residual(Nonlinearity function, boolean norm) {
    Residual inner =
        new Residual(
            "inner",
            List.of(act("inner_act", function), conv("inner_conv", 4, 3, 1, 1, norm)),
            List.of(),
            0.5,
            0,
            1);
    Residual outer =
        new Residual(
            "outer",
            List.of(
                BatchNorm.of("bn1"), act("act1", function), conv("conv1", 4, 3, 2, 1, norm), inner),
            List.of(conv("proj", 4, 1, 2, 0, norm)),
            -0.75,
            0,
            1);
    return new Network(
        "residual-" + function.id(),
        Shape.of(2, 7, 5),
        List.of(
            conv("conv0", 3, 3, 1, 1, norm),
            outer,
            BatchNorm.of("bn2"),
            act("act2", function),
            new GlobalAveragePool("pool"),
            dense("out", 3, false)));
  }

  /** Views and shared values in every place: flatten first and in a shortcut, identities. */
  static Network views() {
    return new Network(
        "views",
        Shape.of(2, 3, 1),
        List.of(
            act("id0", Nonlinearity.IDENTITY),
            new Flatten("flat0"),
            new Residual(
                "sum1",
                List.of(act("id1", Nonlinearity.IDENTITY), dense("fc1", 6, false)),
                List.of(new Flatten("flat1")),
                2,
                0,
                1),
            new Residual(
                "twice", List.of(act("id2", Nonlinearity.IDENTITY)), List.of(), 0.25, 0, 1),
            act("crelu", Nonlinearity.CRELU),
            BatchNorm.of("bn"),
            act("id3", Nonlinearity.IDENTITY)));
  }

  /** CReLU on channels, between convolutions. */
  static Network concatenated() {
    return new Network(
        "concatenated",
        Shape.of(2, 4, 3),
        List.of(
            conv("conv1", 3, 3, 1, 1, false),
            act("crelu", Nonlinearity.CRELU),
            conv("conv2", 2, 2, 2, 1, true),
            new Flatten("flat"),
            dense("out", 3, true)));
  }

  static List<Network> all() {
    List<Network> networks = new ArrayList<>();
    for (Nonlinearity function : Nonlinearity.values()) {
      if (function == Nonlinearity.CRELU) continue;
      networks.add(mlp(function, function.ordinal() % 2 == 0));
      networks.add(residual(function, function.ordinal() % 2 == 1));
    }
    networks.add(views());
    networks.add(concatenated());
    return networks;
  }

  /** Layers by hand, for a network of one's own. */
  static Network of(Shape input, Layer... layers) {
    return new Network("net", input, List.of(layers));
  }
}
