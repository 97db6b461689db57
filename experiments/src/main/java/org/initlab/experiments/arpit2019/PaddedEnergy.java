package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Probe;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * How much of ‖h‖ zero padding leaves in a deep weight-normalized CNN that is initialized as
 * proposed.
 *
 * <p>With isotropic unit rows and gains √2 a layer of 3×3 taps gives E‖h'(p)‖² = (K e)(p) = Σ‖h(p +
 * tap)‖²/9 over the taps that lie in the image. K is the square of a matrix of thirds on three
 * diagonals, one factor per side of s positions, whose largest eigenvalue is λ(s) = (1 + 2cos(π/(s
 * + 1)))/3 with the eigenvector sin(πi/(s + 1)). K is symmetric, so with φ(y, x) = sin sin the sum
 * Σφ‖h‖² is λ² of the one before in expectation, whatever the states are; ‖h‖ falls by λ per layer.
 */
final class PaddedEnergy implements Probe {
  private final int side;
  private final double[] weights;
  private double before = Double.NaN;
  private double sum;
  private int layers;

  private PaddedEnergy(int side) {
    this.side = side;
    this.weights = new double[side * side];
    for (int i = 0; i < weights.length; i++) weights[i] = sine(i / side) * sine(i % side);
  }

  private double sine(int position) {
    return Math.sin(Math.PI * (position + 1) / (side + 1));
  }

  /** λ, of ‖h‖ per layer on maps of {@code side}×{@code side}. */
  static double kept(int side) {
    return (1 + 2 * Math.cos(Math.PI / (side + 1))) / 3;
  }

  /**
   * One row: the mean over layers of Σφ‖h‖² relative to the layer before.
   *
   * @param side of the maps that are looked at
   */
  static Table of(
      Network network,
      int side,
      Parameters parameters,
      Tensor inputs,
      Backend backend,
      CompileOptions options) {
    PaddedEnergy energy = new PaddedEnergy(side);
    try (Model model = backend.compile(network, parameters, options.borrowingParameters())) {
      model.forward(inputs, Mode.EVAL, energy);
    }
    return Table.builder(
            "padding",
            "What zero padding leaves",
            Column.integer("layers", "pairs of layers"),
            Column.real("kept", "mean of Σφ‖h‖² over that of the layer before"))
        .row(energy.layers, energy.sum / energy.layers)
        .build();
  }

  /** The mean over networks, weighted by their layers. */
  static double mean(List<Table> networks) {
    double sum = 0;
    for (Table t : networks) sum += t.real(0, "kept") * layers(t);
    return sum / layers(networks);
  }

  static long layers(List<Table> networks) {
    return networks.stream().mapToLong(PaddedEnergy::layers).sum();
  }

  private static long layers(Table network) {
    return (Long) network.rows().get(0).get(network.column("layers"));
  }

  @Override
  public boolean wants(ProbePoint point) {
    Shape shape = point.shape();
    return point.kind() == ProbePoint.Kind.HIDDEN && shape.rank() == 3 && shape.dim(1) == side;
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    double energy = 0;
    double[] h = state.data();
    for (int i = 0; i < h.length; i++) energy += weights[i % weights.length] * h[i] * h[i];
    // A layer whose units are all off ends the chain: there is nothing to compare the next with.
    if (before > 0) {
      sum += energy / before;
      layers++;
    }
    before = energy;
  }
}
