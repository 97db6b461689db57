package org.initlab.cli.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.Arguments;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Shape;

/** The architectures that the command line can build, with the original program's size options. */
public enum NetworkKind {
  MLP("dense layers of --hidden-size units, --num-layers of them, and a classifier") {
    @Override
    public Network build(Shape input, Sizes s, ArchitectureOptions options) {
      return Architectures.mlp(input, s.hidden, s.layers, s.classes, options);
    }
  },
  CNN("3×3 convolutions of --hidden-size channels, --num-layers of them, mean, classifier") {
    @Override
    public Network build(Shape input, Sizes s, ArchitectureOptions options) {
      return Architectures.cnn(input, s.hidden, s.layers, s.classes, options);
    }
  },
  RESNET("residual network of three stages of --num-blocks blocks, width --hidden-size") {
    @Override
    public Network build(Shape input, Sizes s, ArchitectureOptions options) {
      return Architectures.resnet(input, s.hidden, s.blocks, s.classes, options);
    }
  },
  WRN("wide residual network WRN-(6N+4)-k, N = --wrn-n, k = --wrn-k") {
    @Override
    public Network build(Shape input, Sizes s, ArchitectureOptions options) {
      return Architectures.wrn(input, s.wrnN, s.wrnK, s.classes, s.wrnReducedMemory, options);
    }
  },
  RESIDUAL_MLP("h + W2·φ(W1·h), --num-blocks times, hidden width --hidden-size, on flat inputs") {
    @Override
    public Network build(Shape input, Sizes s, ArchitectureOptions options) {
      return Architectures.residualMlp(input.size(), s.blocks, s.hidden, options);
    }
  };

  /** The size options, under the original program's names. */
  public record Sizes(
      int hidden,
      int layers,
      int blocks,
      int wrnN,
      int wrnK,
      boolean wrnReducedMemory,
      int classes) {}

  private final String description;

  NetworkKind(String description) {
    this.description = description;
  }

  public abstract Network build(Shape input, Sizes sizes, ArchitectureOptions options);

  public String description() {
    return description;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(NetworkKind::id).toList();
  }

  public static NetworkKind named(String id) {
    return Arrays.stream(values())
        .filter(k -> k.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("network", id, ids()));
  }
}
