package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.tensor.Shape;

/**
 * The networks of {@code initlab validate}: every kind, with and without weight and batch
 * normalization, every activation, and two of depth 100. Sizes are small and odd, so that blocked
 * kernels meet their edges and all of it takes minutes.
 */
public final class ValidationGrid {
  private static final Shape FEATURES = Shape.of(11);
  private static final Shape IMAGE = Shape.of(2, 7, 7);
  private static final int CLASSES = 4;
  private static final int WIDTH = 13;
  private static final int DEEP = 100;

  /** The schemes of the deep networks: what keeps, loses and multiplies the signal. */
  private static final Set<String> DEEP_SCHEMES =
      Set.of("he", "orthogonal", "he_proposed", "orthogonal_proposed", "glorot_uniform");

  /** The schemes of the network with learnable branch scales: those that they matter to. */
  private static final Set<String> SCALE_SCHEMES = Set.of("he", "fixup", "skipinit");

  private ValidationGrid() {}

  /** The default grid. */
  public static List<ValidationCase> standard() {
    List<ValidationCase> cases = new ArrayList<>();
    variants(cases, "mlp", o -> Architectures.mlp(FEATURES, WIDTH, 4, CLASSES, o));
    variants(cases, "cnn", o -> Architectures.cnn(IMAGE, 5, 3, CLASSES, o));
    variants(cases, "resnet", o -> Architectures.resnet(IMAGE, 3, 1, CLASSES, o));
    variants(cases, "wrn", o -> Architectures.wrn(IMAGE, 1, 1, CLASSES, true, o));
    variants(cases, "residual-mlp", o -> Architectures.residualMlp(11, 3, WIDTH, o));
    for (Nonlinearity f : Nonlinearity.values()) {
      if (f == Nonlinearity.RELU) continue;
      ArchitectureOptions options = ArchitectureOptions.PLAIN.withActivation(f);
      add(cases, "mlp-" + f.id(), Architectures.mlp(FEATURES, WIDTH, 3, CLASSES, options));
    }
    ArchitectureOptions crelu = ArchitectureOptions.PLAIN.withActivation(Nonlinearity.CRELU);
    add(cases, "cnn-crelu", Architectures.cnn(IMAGE, 4, 2, CLASSES, crelu));
    ArchitectureOptions bare = ArchitectureOptions.PLAIN.withBias(false);
    add(cases, "mlp-no-bias", Architectures.mlp(FEATURES, WIDTH, 2, CLASSES, bare));
    ArchitectureOptions scaled = ArchitectureOptions.PLAIN.withBranchScale(true);
    Network scaledResidual = Architectures.residualMlp(11, 3, WIDTH, scaled);
    cases.add(new ValidationCase("residual-mlp-scale", scaledResidual, SCALE_SCHEMES));
    deep(cases, "deep-tanh", ArchitectureOptions.PLAIN.withActivation(Nonlinearity.TANH));
    deep(cases, "deep-relu-weight-norm", ArchitectureOptions.WEIGHT_NORM);
    return List.copyOf(cases);
  }

  private interface Builder {
    Network build(ArchitectureOptions options);
  }

  private static void variants(List<ValidationCase> cases, String id, Builder builder) {
    add(cases, id, builder.build(ArchitectureOptions.PLAIN));
    add(cases, id + "-weight-norm", builder.build(ArchitectureOptions.WEIGHT_NORM));
    add(cases, id + "-batch-norm", builder.build(ArchitectureOptions.BATCH_NORM));
  }

  private static void add(List<ValidationCase> cases, String id, Network network) {
    cases.add(new ValidationCase(id, network, Set.of()));
  }

  private static void deep(List<ValidationCase> cases, String id, ArchitectureOptions options) {
    int[] widths = new int[DEEP];
    Arrays.fill(widths, 16);
    Network network = Architectures.feedForward(16, widths, options);
    cases.add(new ValidationCase(id, network, DEEP_SCHEMES));
  }
}
