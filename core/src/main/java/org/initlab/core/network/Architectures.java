package org.initlab.core.network;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * The networks of Arpit, Campos and Bengio (2019) as the authors' program builds them
 * (victorcampos7/weightnorm-init, {@code models/nets.py}), and the two of their Figure 1. Layers
 * bear the names of that program's modules, so that its state dictionaries and ours have the same
 * keys.
 */
public final class Architectures {
  private static final int WRN_BASE_WIDTH = 16;

  private Architectures() {}

  /**
   * {@code layers} × (dense, [batch norm,] activation), then the classifier; an image is flattened
   * first.
   */
  public static Network mlp(
      Shape input, int hidden, int layers, int classes, ArchitectureOptions options) {
    Arguments.positive("hidden size", hidden);
    Arguments.positive("number of layers", layers);
    List<Layer> list = new ArrayList<>();
    if (input.rank() != 1) list.add(new Flatten("flatten"));
    for (int i = 0; i < layers; i++) {
      String name = "model." + 2 * i;
      list.add(options.dense(name, hidden, Role.HIDDEN));
      if (options.batchNorm()) list.add(BatchNorm.of(name + ".bn"));
      list.add(options.activation("model." + (2 * i + 1)));
    }
    list.add(options.classifier("model." + 2 * layers, classes));
    return new Network("mlp-" + layers + "x" + hidden, input, list);
  }

  /**
   * {@code layers} × (3×3 convolution, [batch norm,] activation), stride 2 in the first two layers
   * and 1 after them, then the mean over positions and the classifier.
   *
   * @param input channels×height×width
   */
  public static Network cnn(
      Shape input, int channels, int layers, int classes, ArchitectureOptions options) {
    requireImage(input);
    Arguments.positive("number of channels", channels);
    Arguments.positive("number of layers", layers);
    List<Layer> list = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      String name = "backbone_model." + 2 * i;
      list.add(options.conv3(name, channels, i < 2 ? 2 : 1, Role.HIDDEN));
      if (options.batchNorm()) list.add(BatchNorm.of(name + ".bn"));
      list.add(options.activation("backbone_model." + (2 * i + 1)));
    }
    addHead(list, classes, options);
    return new Network("cnn-" + layers + "x" + channels, input, list);
  }

  /**
   * ResNet of 6·{@code blocks}+2 layers: a 3×3 convolution (γ = 2), three stages of {@code blocks}
   * blocks with w, 2w and 4w channels, stride 2 where stages 2 and 3 begin, the mean over positions
   * and the classifier. No activation follows the first convolution or a block's sum.
   *
   * @param input channels×height×width
   * @param width w
   */
  public static Network resnet(
      Shape input, int width, int blocks, int classes, ArchitectureOptions options) {
    requireImage(input);
    Arguments.positive("width", width);
    Arguments.positive("number of blocks", blocks);
    List<Layer> list = new ArrayList<>();
    list.add(options.conv3("backbone_model.0", width, 1, Role.HIDDEN));
    if (options.batchNorm()) list.add(BatchNorm.of("backbone_model.1"));
    ResidualStages stages = new ResidualStages(options, width);
    for (int stage = 0; stage < 3; stage++) {
      int first = 2 + stage * blocks;
      int stride = stage == 0 ? 1 : 2;
      list.addAll(
          stages.next(blocks, width << stage, stride, b -> "backbone_model." + (first + b)));
    }
    if (options.batchNorm()) list.add(BatchNorm.of("backbone_model." + (2 + 3 * blocks)));
    addHead(list, classes, options);
    return new Network("resnet-" + (6 * blocks + 2), input, list);
  }

  /**
   * WRN-(6n+4)-k, the pre-activation wide residual network of Zagoruyko and Komodakis (2016) in the
   * authors' variant: a 3×3 convolution to 16 channels (γ = 1), three stages of {@code n} blocks
   * with 16k, 32k and 64k channels, stride 2 where stages 2 and 3 begin, the mean over positions
   * and the classifier. There is no normalization or activation outside the blocks. The 6n+4 counts
   * the first convolution, two in every block and one shortcut for every stage.
   *
   * @param input channels×height×width
   * @param reducedMemory whether the first convolution has stride 2
   */
  public static Network wrn(
      Shape input, int n, int k, int classes, boolean reducedMemory, ArchitectureOptions options) {
    requireImage(input);
    Arguments.positive("n", n);
    Arguments.positive("k", k);
    List<Layer> list = new ArrayList<>();
    list.add(options.conv3("conv1", WRN_BASE_WIDTH, reducedMemory ? 2 : 1, Role.LINEAR));
    ResidualStages stages = new ResidualStages(options, WRN_BASE_WIDTH);
    for (int stage = 0; stage < 3; stage++) {
      String name = "conv" + (stage + 2) + ".";
      int stride = stage == 0 ? 1 : 2;
      list.addAll(stages.next(n, (WRN_BASE_WIDTH * k) << stage, stride, b -> name + b));
    }
    addHead(list, classes, options);
    return new Network("wrn-" + (6 * n + 4) + "-" + k, input, list);
  }

  /**
   * Dense layers of the given widths with activations between them, ending in a pre-activation: the
   * feed-forward network of Figure 1. Every layer counts as hidden (γ = 2).
   */
  public static Network feedForward(int input, int[] widths, ArchitectureOptions options) {
    if (widths.length == 0) throw new InvalidInputException("widths must not be empty");
    List<Layer> list = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      if (i > 0) list.add(options.activation("act" + i));
      String name = "fc" + (i + 1);
      list.add(options.dense(name, widths[i], Role.HIDDEN));
      if (options.batchNorm()) list.add(BatchNorm.of(name + ".bn"));
    }
    return new Network("feed-forward-" + widths.length, Shape.of(input), list);
  }

  /**
   * h ↦ h + W₂ φ(W₁ h), {@code blocks} times, W₁ hidden×input and W₂ input×hidden: the residual
   * network of Figure 1. With batch norm the branch is BN, φ, W₁, BN, φ, W₂.
   */
  public static Network residualMlp(
      int input, int blocks, int hidden, ArchitectureOptions options) {
    Arguments.positive("input size", input);
    Arguments.positive("number of blocks", blocks);
    Arguments.positive("hidden size", hidden);
    List<Layer> list = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      String name = "block" + (b + 1);
      Dense first = options.dense(name + ".fc1", hidden, Role.HIDDEN);
      Dense last = options.dense(name + ".fc2", input, Role.BRANCH_OUTPUT);
      List<Layer> branch = ResidualStages.branch(name, first, last, false, options);
      list.add(new Residual(name, branch, List.of(), 1, b, blocks));
    }
    return new Network("residual-mlp-" + blocks + "x" + hidden, Shape.of(input), list);
  }

  private static void addHead(List<Layer> list, int classes, ArchitectureOptions options) {
    list.add(new GlobalAveragePool("pool"));
    list.add(options.classifier("final_layer", classes));
  }

  private static void requireImage(Shape input) {
    if (input.rank() != 3) {
      throw new InvalidInputException("input must be channels×height×width, was " + input);
    }
  }
}
