package org.initlab.core.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.initlab.core.error.Arguments;
import org.initlab.core.tensor.Shape;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Builds the network layer by layer with its shapes, so that an error has the line of its cause.
 */
final class YamlNetworkReader {
  private final YamlSource source;
  private final Set<String> names = new HashSet<>();

  private YamlNetworkReader(YamlSource source) {
    this.source = source;
  }

  static Network read(YamlMapping root) {
    root.allowing("network", "input", "layers");
    return new YamlNetworkReader(root.source()).network(root);
  }

  private Network network(YamlMapping root) {
    String name = root.text("network");
    int[] sizes = root.wholeNumbers("input");
    Shape input = source.at(root.required("input"), () -> shape(sizes));
    Layers layers = layers(root, "layers", input);
    return source.at(root.required("layers"), () -> new Network(name, input, layers.list));
  }

  private static Shape shape(int[] sizes) {
    Arguments.positive("number of input axes", sizes.length);
    return Shape.of(sizes);
  }

  private record Layers(List<Layer> list, Shape output) {}

  private Layers layers(YamlMapping parent, String key, Shape input) {
    List<Layer> list = new ArrayList<>();
    Shape shape = input;
    for (Node node : parent.list(key)) {
      Layer layer = layer(YamlMapping.of(source, "a layer", node), shape);
      Shape in = shape;
      shape = source.at(node, () -> layer.outputShape(in));
      list.add(layer);
    }
    return new Layers(list, shape);
  }

  private Layer layer(YamlMapping unnamed, Shape input) {
    String type = unnamed.text("type");
    String name = unnamed.text("name");
    if (!names.add(name)) {
      throw source.error(unnamed.required("name"), "layer name '" + name + "' occurs twice");
    }
    YamlMapping m = unnamed.called(type + " '" + name + "'");
    return switch (type) {
      case "dense" -> dense(name, m);
      case "conv2d" -> conv2d(name, m);
      case "activation" -> activation(name, m);
      case "batch_norm" -> batchNorm(name, m);
      case "scale" -> build(m.allowing("type", "name"), () -> new Scale(name));
      case "residual" -> residual(name, m, input);
      case "flatten" -> build(m.allowing("type", "name"), () -> new Flatten(name));
      case "global_average_pool" ->
          build(m.allowing("type", "name"), () -> new GlobalAveragePool(name));
      default ->
          throw source.error(
              m.required("type"),
              Arguments.unknown("layer type", type, YamlNetworkWriter.TYPES).getMessage());
    };
  }

  private Dense dense(String name, YamlMapping m) {
    m.allowing("type", "name", "out_features", "bias", "weight_norm", "role");
    int outFeatures = size(m, "out_features");
    boolean bias = m.flag("bias", true);
    boolean weightNorm = m.flag("weight_norm", false);
    Role role = role(m);
    return build(m, () -> new Dense(name, outFeatures, bias, weightNorm, role));
  }

  private Conv2d conv2d(String name, YamlMapping m) {
    m.allowing(
        "type",
        "name",
        "out_channels",
        "kernel",
        "stride",
        "padding",
        "bias",
        "weight_norm",
        "role");
    int outChannels = size(m, "out_channels");
    int kernel = size(m, "kernel");
    int stride = m.has("stride") ? size(m, "stride") : 1;
    int padding = m.wholeNumber("padding", 0);
    source.at(m.place("padding"), () -> Arguments.notNegative(m.what() + ": padding", padding));
    boolean bias = m.flag("bias", true);
    boolean weightNorm = m.flag("weight_norm", false);
    Role role = role(m);
    return build(
        m, () -> new Conv2d(name, outChannels, kernel, stride, padding, bias, weightNorm, role));
  }

  private Activation activation(String name, YamlMapping m) {
    m.allowing("type", "name", "function", "slope");
    String id = m.text("function");
    Nonlinearity function = source.at(m.required("function"), () -> Nonlinearity.named(id));
    if (m.has("slope") && function != Nonlinearity.LEAKY_RELU) {
      throw source.error(
          m.required("slope"), m.what() + ": only leaky_relu has a slope, not " + function.id());
    }
    double slope = m.number("slope", Activation.DEFAULT_LEAKY_SLOPE);
    return build(m, () -> new Activation(name, function, slope));
  }

  private BatchNorm batchNorm(String name, YamlMapping m) {
    m.allowing("type", "name", "momentum", "epsilon");
    double momentum = m.number("momentum", BatchNorm.DEFAULT_MOMENTUM);
    double epsilon = m.number("epsilon", BatchNorm.DEFAULT_EPSILON);
    return build(m, () -> new BatchNorm(name, momentum, epsilon));
  }

  private Residual residual(String name, YamlMapping m, Shape input) {
    m.allowing("type", "name", "branch", "shortcut", "branch_scale", "block", "blocks");
    List<Layer> branch = layers(m, "branch", input).list;
    List<Layer> shortcut = m.has("shortcut") ? layers(m, "shortcut", input).list : List.of();
    double scale = m.number("branch_scale", 1);
    int block = m.wholeNumber("block", 0);
    int blocks = m.wholeNumber("blocks", 1);
    return build(m, () -> new Residual(name, branch, shortcut, scale, block, blocks));
  }

  private int size(YamlMapping m, String key) {
    int size = m.wholeNumber(key);
    return source.at(m.required(key), () -> Arguments.positive(m.what() + ": " + key, size));
  }

  private Role role(YamlMapping m) {
    if (!m.has("role")) return Role.HIDDEN;
    String id = m.text("role");
    return source.at(m.required("role"), () -> Role.named(id));
  }

  private <T extends Layer> T build(YamlMapping m, Supplier<T> layer) {
    return source.at(m.node(), layer);
  }
}
