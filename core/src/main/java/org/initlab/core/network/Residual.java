package org.initlab.core.network;

import java.util.List;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * h' = shortcut(h) + branchScale · branch(h); an empty shortcut is the identity.
 *
 * @param block the position of this block in its stage, from 0 (used by Hanin's stage-wise scaling)
 * @param blocks the number of blocks in the stage, B (used by the proposed scheme's γ = 1/B)
 */
public record Residual(
    String name,
    List<Layer> branch,
    List<Layer> shortcut,
    double branchScale,
    int block,
    int blocks)
    implements Layer {
  public Residual {
    Arguments.notBlank("layer name", name);
    Arguments.finite("layer '" + name + "': branch_scale", branchScale);
    Arguments.notNegative("layer '" + name + "': block", block);
    Arguments.positive("layer '" + name + "': blocks", blocks);
    if (block >= blocks) {
      throw new InvalidInputException(
          "layer '" + name + "': block must be below blocks = " + blocks + ", was " + block);
    }
    branch = List.copyOf(branch);
    shortcut = List.copyOf(shortcut);
    if (branch.isEmpty())
      throw new InvalidInputException("layer '" + name + "': branch must not be empty");
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape through = through(branch, input);
    Shape around = through(shortcut, input);
    if (!through.equals(around)) {
      throw new InvalidInputException(
          "layer '"
              + name
              + "': branch gives "
              + through
              + " but shortcut gives "
              + around
              + "; they are added");
    }
    return through;
  }

  private static Shape through(List<Layer> layers, Shape input) {
    Shape shape = input;
    for (Layer layer : layers) shape = layer.outputShape(shape);
    return shape;
  }
}
