package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.initlab.cli.Invocation;
import org.initlab.cli.catalog.NetworkKind;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Network;
import org.initlab.core.network.NetworkYaml;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.tensor.Shape;
import picocli.CommandLine.Option;

/**
 * Which network is trained and how it starts, with the original program's names and defaults;
 * inputs and classes are the data set's.
 */
public final class TrainedNetworkOptions {
  private static final String HANIN = "hanin";
  private static final String PROPOSED = "orthogonal_proposed";

  @Option(
      names = {"--nn", "--network"},
      defaultValue = "mlp",
      description = "mlp, cnn, resnet or wrn (default: ${DEFAULT-VALUE})")
  private String kind;

  @Option(names = "--network-file", paramLabel = "FILE", description = "a network in YAML instead")
  private Path file;

  @Option(
      names = {"--hidden-size", "--hidden_size"},
      defaultValue = "128",
      description = "units of mlp, channels of cnn, width of resnet (default: ${DEFAULT-VALUE})")
  private int hidden;

  @Option(
      names = {"--num-layers", "--num_layers"},
      defaultValue = "2",
      description = "hidden layers of mlp and cnn (default: ${DEFAULT-VALUE})")
  private int layers;

  @Option(
      names = {"--num-blocks", "--num_blocks"},
      defaultValue = "2",
      description = "blocks per stage of resnet (default: ${DEFAULT-VALUE})")
  private int blocks;

  @Option(
      names = {"--wrn-n", "--wrn_n"},
      defaultValue = "6",
      description = "N of wrn, of 6N+4 layers (default: ${DEFAULT-VALUE})")
  private int wrnN;

  @Option(
      names = {"--wrn-k", "--wrn_k"},
      defaultValue = "2",
      description = "width factor of wrn (default: ${DEFAULT-VALUE})")
  private int wrnK;

  @Option(
      names = {"--wrn-reduced-memory", "--wrn_reduced_memory"},
      description = "stride 2 in the first convolution of wrn")
  private boolean wrnReducedMemory;

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
      description = "of all hidden layers (default: ${DEFAULT-VALUE})")
  private String activation;

  @Option(
      names = "--init",
      defaultValue = PROPOSED,
      description =
          "initializer ('initlab list initializers'); those that set the gain of weight"
              + " normalization need --weight-norm (default: ${DEFAULT-VALUE})")
  private String init;

  @Option(
      names = {"--init-extra-param", "--init_extra_param"},
      paramLabel = "hanin",
      description = "hanin: the branch scales 0.9^l of Hanin and Rolnick in " + PROPOSED)
  private String extra;

  /** The network that the options describe for samples of this shape. */
  public Network network(Invocation invocation, Shape input, int classes) {
    if (file != null) return fitting(NetworkYaml.read(invocation.resolve(file)), input, classes);
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
    NetworkKind.Sizes sizes =
        new NetworkKind.Sizes(hidden, layers, blocks, wrnN, wrnK, wrnReducedMemory, classes);
    return fitting(NetworkKind.named(kind).build(input, sizes, options), input, classes);
  }

  private static Network fitting(Network network, Shape input, int classes) {
    if (!network.input().equals(input) || !network.output().equals(Shape.of(classes))) {
      throw new InvalidInputException(
          "network "
              + network
              + " does not fit the data: samples are "
              + input
              + " of "
              + classes
              + " classes");
    }
    return network;
  }

  /**
   * The initialization scheme.
   *
   * @throws InvalidInputException if it cannot initialize {@code network}
   */
  public Scheme scheme(Network network) {
    Scheme scheme = Schemes.named(init);
    if (extra != null) {
      if (!extra.equals(HANIN)) {
        throw new InvalidInputException("--init-extra-param must be hanin, was '" + extra + "'");
      }
      if (!scheme.name().equals(PROPOSED)) {
        throw new InvalidInputException(
            "--init-extra-param hanin goes with --init " + PROPOSED + ", was given " + init);
      }
      scheme = Schemes.named(HANIN);
    }
    String objection = scheme.objection(network);
    if (!objection.isEmpty()) {
      boolean needsNorm = objection.contains("is not weight-normalized") && file == null;
      String hint = needsNorm ? "; add --weight-norm or choose another --init" : "";
      throw new InvalidInputException("--init " + objection + hint);
    }
    return scheme;
  }

  /** Under the original program's names. */
  void addTo(ObjectNode config) {
    config
        .put("nn", kind)
        .put("network_file", file == null ? null : file.toString())
        .put("hidden_size", hidden)
        .put("num_layers", layers)
        .put("num_blocks", blocks)
        .put("wrn_n", wrnN)
        .put("wrn_k", wrnK)
        .put("wrn_reduced_memory", wrnReducedMemory)
        .put("weight_norm", weightNorm)
        .put("batch_norm", batchNorm)
        .put("branch_scale", branchScale)
        .put("activation", activation)
        .put("init", init)
        .put("init_extra_param", extra);
  }
}
