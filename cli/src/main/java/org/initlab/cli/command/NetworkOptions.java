package org.initlab.cli.command;

import java.nio.file.Path;
import org.initlab.cli.Invocation;
import org.initlab.cli.catalog.NetworkKind;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Network;
import org.initlab.core.network.NetworkYaml;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.tensor.Shape;
import picocli.CommandLine.Option;

/** Which network: an architecture with its sizes, or a YAML file. */
public final class NetworkOptions {
  @Option(
      names = {"--network", "--nn"},
      defaultValue = "mlp",
      description = "mlp, cnn, resnet, wrn or residual-mlp (default: ${DEFAULT-VALUE})")
  private String kind;

  @Option(names = "--network-file", paramLabel = "FILE", description = "a network in YAML instead")
  private Path file;

  @Option(
      names = "--input-shape",
      paramLabel = "C,H,W|N",
      description = "shape of one sample (default: 3,16,16 for convolutional networks, else 128)")
  private String inputShape;

  @Option(
      names = {"--hidden-size", "--hidden_size"},
      defaultValue = "128",
      description = "units or channels (default: ${DEFAULT-VALUE})")
  private int hidden;

  @Option(
      names = {"--num-layers", "--num_layers"},
      defaultValue = "10",
      description = "hidden layers of mlp and cnn (default: ${DEFAULT-VALUE})")
  private int layers;

  @Option(
      names = {"--num-blocks", "--num_blocks"},
      defaultValue = "2",
      description =
          "blocks per stage of resnet, blocks of residual-mlp (default: ${DEFAULT-VALUE})")
  private int blocks;

  @Option(
      names = {"--wrn-n", "--wrn_n"},
      defaultValue = "1",
      description = "blocks per stage of wrn (default: ${DEFAULT-VALUE})")
  private int wrnN;

  @Option(
      names = {"--wrn-k", "--wrn_k"},
      defaultValue = "1",
      description = "width factor of wrn (default: ${DEFAULT-VALUE})")
  private int wrnK;

  @Option(
      names = {"--wrn-reduced-memory", "--wrn_reduced_memory"},
      description = "stride 2 in the first convolution of wrn")
  private boolean wrnReducedMemory;

  @Option(
      names = "--classes",
      defaultValue = "10",
      description = "outputs (default: ${DEFAULT-VALUE})")
  private int classes;

  @Option(
      names = {"--weight-norm", "--weight_norm"},
      description = "weight normalization of every layer but the classifier")
  private boolean weightNorm;

  @Option(
      names = {"--batch-norm", "--batch_norm"},
      description = "batch normalization")
  private boolean batchNorm;

  @Option(
      names = {"--branch-scale", "--branch_scale"},
      description =
          "a learnable scalar at the end of every residual branch, 1 unless --init sets it")
  private boolean branchScale;

  @Option(
      names = "--activation",
      defaultValue = "relu",
      description = "(default: ${DEFAULT-VALUE})")
  private String activation;

  /** The network that the options describe. */
  public Network network(Invocation invocation) {
    if (file != null) return NetworkYaml.read(invocation.resolve(file));
    NetworkKind which = NetworkKind.named(kind);
    ArchitectureOptions options =
        ArchitectureOptions.PLAIN
            .withWeightNorm(weightNorm)
            .withBatchNorm(batchNorm)
            .withBranchScale(branchScale)
            .withActivation(Nonlinearity.named(activation));
    Arguments.positive("--hidden-size", hidden);
    Arguments.positive("--num-layers", layers);
    Arguments.positive("--num-blocks", blocks);
    Arguments.positive("--wrn-n", wrnN);
    Arguments.positive("--wrn-k", wrnK);
    Arguments.positive("--classes", classes);
    NetworkKind.Sizes sizes =
        new NetworkKind.Sizes(hidden, layers, blocks, wrnN, wrnK, wrnReducedMemory, classes);
    return which.build(shape(which), sizes, options);
  }

  private Shape shape(NetworkKind which) {
    if (inputShape == null) {
      return switch (which) {
        case MLP, RESIDUAL_MLP -> Shape.of(128);
        case CNN, RESNET, WRN -> Shape.of(3, 16, 16);
      };
    }
    if (!inputShape.matches("\\d{1,9}(,\\d{1,9})*")) {
      throw new InvalidInputException(
          "--input-shape must be sizes joined by commas, as in 3,32,32, was '" + inputShape + "'");
    }
    String[] parts = inputShape.split(",");
    int[] dims = new int[parts.length];
    for (int i = 0; i < dims.length; i++) dims[i] = Integer.parseInt(parts[i]);
    return Shape.of(dims);
  }
}
