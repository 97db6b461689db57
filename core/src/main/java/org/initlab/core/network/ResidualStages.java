package org.initlab.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Stages of two-layer residual blocks (class {@code WRNResBlock} of victorcampos7/weightnorm-init).
 * Without batch norm a block is conv2(φ(conv1(x))) + shortcut(x). With it, it is
 * conv2(φ(bn2(conv1(φ(bn1(x)))))) + shortcut, where a projection acts on bn1(x) and an identity on
 * x. A projecting block evaluates bn1 once here; the authors' program evaluates it twice, so that
 * in training its running statistics move twice a step.
 */
final class ResidualStages {
  private final ArchitectureOptions options;
  private int channels;

  /**
   * @param channels of what enters the first stage
   */
  ResidualStages(ArchitectureOptions options, int channels) {
    this.options = options;
    this.channels = channels;
  }

  /** The layers of the next stage; {@code stride} is that of its first block. */
  List<Layer> next(int blocks, int outChannels, int stride, IntFunction<String> blockName) {
    List<Layer> layers = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      addBlock(layers, blockName.apply(b), outChannels, b == 0 ? stride : 1, b, blocks);
      channels = outChannels;
    }
    return layers;
  }

  private void addBlock(
      List<Layer> layers, String name, int outChannels, int stride, int block, int blocks) {
    boolean projects = outChannels != channels || stride > 1;
    Conv2d first = options.conv3(name + ".conv1", outChannels, stride, Role.HIDDEN);
    Conv2d last = options.conv3(name + ".conv2", outChannels, 1, Role.BRANCH_OUTPUT);
    List<Layer> shortcut = List.of();
    if (projects) {
      if (options.batchNorm()) layers.add(BatchNorm.of(name + ".bn1"));
      shortcut =
          List.of(options.projection(name + ".shortcut", outChannels, stride, Role.SHORTCUT));
    }
    List<Layer> branch = branch(name, first, last, projects, options);
    layers.add(new Residual(name, branch, shortcut, 1, block, blocks));
  }

  /**
   * @param entersNormalized whether bn1 stands before the block already
   */
  static List<Layer> branch(
      String name, Layer first, Layer last, boolean entersNormalized, ArchitectureOptions options) {
    List<Layer> branch = new ArrayList<>();
    if (options.batchNorm()) {
      if (!entersNormalized) branch.add(BatchNorm.of(name + ".bn1"));
      branch.add(options.activation(name + ".act1"));
      branch.add(first);
      branch.add(BatchNorm.of(name + ".bn2"));
      branch.add(options.activation(name + ".act2"));
      branch.add(last);
    } else {
      branch.addAll(List.of(first, options.activation(name + ".act"), last));
    }
    if (options.branchScale()) branch.add(new Scale(name + ".scale"));
    return branch;
  }
}
