package org.initlab.core.init;

import org.initlab.core.network.ParameterSpec;

/** The gain g of one output unit under weight normalization, W_i = g_i v_i/‖v_i‖. */
@FunctionalInterface
interface WeightNormGain {
  /** The frameworks' default g = ‖v‖: the normalized network is the one without normalization. */
  WeightNormGain NORM_OF_V = (spec, norm) -> norm;

  WeightNormGain ONE = (spec, norm) -> 1;

  /**
   * g = √(γ fan_in/fan_out), the forward scheme of Arpit et al. (2019): γ = 2 before an activation,
   * 1/B for the last layer of a residual branch in a stage of B blocks, else 1.
   */
  WeightNormGain PROPOSED =
      (spec, norm) ->
          scaled(
              spec,
              switch (spec.role()) {
                case HIDDEN -> 2;
                case BRANCH_OUTPUT -> 1.0 / spec.blocks();
                case LINEAR, SHORTCUT, CLASSIFIER -> 1;
              });

  /**
   * The proposed scheme, but γ = (0.9^l)² for the last layer of the l-th residual branch of its
   * stage, l from 1: branch outputs scaled by η_l = 0.9^l, whose sum is bounded at any depth (Hanin
   * and Rolnick 2018).
   */
  WeightNormGain HANIN =
      (spec, norm) ->
          switch (spec.role()) {
            case BRANCH_OUTPUT -> scaled(spec, Math.pow(0.9, 2.0 * (spec.block() + 1)));
            case HIDDEN, LINEAR, SHORTCUT, CLASSIFIER -> PROPOSED.gain(spec, norm);
          };

  /**
   * @param spec of weight_g
   * @param norm ‖v_i‖, the Euclidean norm of the unit's row of weight_v
   */
  double gain(ParameterSpec spec, double norm);

  private static double scaled(ParameterSpec spec, double gamma) {
    return Math.sqrt(gamma * spec.fanIn() / spec.fanOut());
  }
}
