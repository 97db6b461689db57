package org.initlab.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns a network into the mappings and lists that YAML is made of. */
final class YamlNetworkWriter {
  static final List<String> TYPES =
      List.of(
          "dense",
          "conv2d",
          "activation",
          "batch_norm",
          "scale",
          "residual",
          "flatten",
          "global_average_pool");

  private YamlNetworkWriter() {}

  static String write(Network network) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("network", network.name());
    root.put("input", Arrays.stream(network.input().toArray()).boxed().toList());
    root.put("layers", layers(network.layers()));
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.AUTO)
            .setSchema(new CoreSchema())
            .setSplitLines(false)
            .setWidth(Integer.MAX_VALUE)
            .build();
    return new Dump(settings).dumpToString(root);
  }

  private static List<Object> layers(List<Layer> layers) {
    List<Object> list = new ArrayList<>();
    for (Layer layer : layers) list.add(layer(layer));
    return list;
  }

  private static Map<String, Object> layer(Layer layer) {
    if (layer instanceof Dense d) return dense(d);
    if (layer instanceof Conv2d c) return conv2d(c);
    if (layer instanceof Activation a) return activation(a);
    if (layer instanceof BatchNorm b) {
      Map<String, Object> m = named("batch_norm", b);
      m.put("momentum", b.momentum());
      m.put("epsilon", b.epsilon());
      return m;
    }
    if (layer instanceof Scale) return named("scale", layer);
    if (layer instanceof Residual r) return residual(r);
    return named(layer instanceof Flatten ? "flatten" : "global_average_pool", layer);
  }

  private static Map<String, Object> named(String type, Layer layer) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("type", type);
    m.put("name", layer.name());
    return m;
  }

  private static Map<String, Object> dense(Dense d) {
    Map<String, Object> m = named("dense", d);
    m.put("out_features", d.outFeatures());
    m.put("bias", d.bias());
    m.put("weight_norm", d.weightNorm());
    m.put("role", d.role().id());
    return m;
  }

  private static Map<String, Object> conv2d(Conv2d c) {
    Map<String, Object> m = named("conv2d", c);
    m.put("out_channels", c.outChannels());
    m.put("kernel", c.kernel());
    m.put("stride", c.stride());
    m.put("padding", c.padding());
    m.put("bias", c.bias());
    m.put("weight_norm", c.weightNorm());
    m.put("role", c.role().id());
    return m;
  }

  private static Map<String, Object> activation(Activation a) {
    Map<String, Object> m = named("activation", a);
    m.put("function", a.function().id());
    if (a.function() == Nonlinearity.LEAKY_RELU) m.put("slope", a.slope());
    return m;
  }

  private static Map<String, Object> residual(Residual r) {
    Map<String, Object> m = named("residual", r);
    m.put("block", r.block());
    m.put("blocks", r.blocks());
    m.put("branch_scale", r.branchScale());
    m.put("branch", layers(r.branch()));
    m.put("shortcut", layers(r.shortcut()));
    return m;
  }
}
