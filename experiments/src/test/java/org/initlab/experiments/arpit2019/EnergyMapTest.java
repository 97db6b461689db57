package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Expected energies against values by hand and against the closed form without padding. */
class EnergyMapTest {
  private static List<Layer> stage(int side, int blocks, int stage) {
    return Architectures.wrn(
            Shape.of(3, side, side), blocks, 1, 10, false, ArchitectureOptions.WEIGHT_NORM)
        .layers()
        .stream()
        .filter(l -> l instanceof Residual)
        .toList()
        .subList(stage * blocks, (stage + 1) * blocks);
  }

  private static EnergyMap uniform(int side) {
    double[] e = new double[side * side];
    Arrays.fill(e, 1);
    return new EnergyMap(side, side, e);
  }

  @Test
  void energyOfStatesIsSummedOverChannelsAndAveragedOverSamples() {
    Tensor states = Tensor.of(Shape.of(2, 2, 1, 2), new double[] {1, 2, 3, 4, 0, 1, 1, 0});
    // Position 0: (1 + 9 + 0 + 1)/2; position 1: (4 + 16 + 1 + 0)/2.
    assertThat(EnergyMap.of(states).e()).containsExactly(5.5, 10.5);
    assertThat(EnergyMap.of(states).mean()).isEqualTo(8);
  }

  @Test
  void paddingTakesEnergyAtBorders() {
    // K averages the 3×3 neighbourhood with zeros around: K1 = [4 6 4; 6 9 6; 4 6 4]/9, and one
    // block of one adds K²1: (9 + 4·6 + 4·4)/81 in the middle, (4 + 6 + 6 + 9)/81 in a corner.
    EnergyMap map = uniform(3).through(stage(3, 1, 0));
    assertThat(map.e()[4]).isCloseTo(1 + 49.0 / 81, within(1e-15));
    assertThat(map.e()[0]).isCloseTo(1 + 25.0 / 81, within(1e-15));
  }

  @Test
  void farFromBordersAStageGrowsByC() {
    // 4 blocks reach 8 pixels, so the middle of 17×17 sees no border: (1 + 1/4)^4.
    EnergyMap map = uniform(17).through(stage(17, 4, 0));
    assertThat(map.e()[8 * 17 + 8]).isCloseTo(Math.pow(1.25, 4), within(1e-14));
  }

  @Test
  void aStridedBlockAddsItsProjection() {
    // A block of one, stride 2 on 2×2: conv1 at (0, 0) sees all four positions, 4/9; conv2 on the
    // 1×1 image its centre alone, 1/9; the projection takes position (0, 0).
    EnergyMap map = new EnergyMap(2, 2, new double[] {3, 1, 1, 1}).through(stage(2, 1, 1));
    assertThat(map.e()).hasSize(1);
    assertThat(map.e()[0]).isCloseTo(3 + 6.0 / 9 / 9, within(1e-15));
  }
}
