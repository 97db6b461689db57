package org.initlab.backend.tck;

import java.util.Set;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;

/** One mistake, the backend that makes it, and the rules that must catch it. */
enum Flaw {
  TRANSPOSED_SQUARE_WEIGHT(BrokenModels.layers(BrokenLayers::transposedSquareWeight), "2.1", "3.1"),
  SWAPPED_FANS(BrokenModels.layers(BrokenLayers::swappedFans), "2.1", "2.3", "3.1", "3.2"),
  MISSING_BIAS(BrokenModels.layers(BrokenLayers::missingBias), "2.1", "2.3"),
  TURNED_KERNEL(BrokenModels.layers(BrokenLayers::turnedKernel), "2.3", "3.2"),
  PADDING_AT_ONE_SIDE(BrokenModels.layers(BrokenLayers::paddingAtOneSide), "2.3", "3.2"),
  NORM_OF_THE_WHOLE_WEIGHT(BrokenModels.layers(BrokenLayers::normOfTheWholeWeight), "2.4", "3.5"),
  RELU_SLOPE_ONE_AT_ZERO(BrokenModels.layers(BrokenLayers::reluSlopeOneAtZero), "3.4"),
  HALF_PRECISION_ACTIVATIONS(
      BrokenModels.layers(BrokenLayers::halfPrecisionActivations), "2.2", "2.10"),
  APPROXIMATE_GELU(BrokenModels.layers(BrokenLayers::approximateGelu), "2.2", "2.10"),
  INTERLEAVED_CRELU(BrokenModels.layers(BrokenLayers::interleavedCrelu), "2.9", "2.10"),
  BATCH_NORM_ALWAYS_TRAINS(
      BrokenModels.layers(BrokenLayers::batchNormAlwaysTrains), "2.6", "2.14", "3.6"),
  BATCH_NORM_DETACHED(BrokenModels.layers(BrokenLayers::batchNormDetached), "3.6", "3.7", "3.9"),
  WEIGHT_NORM_WITHOUT_PROJECTION(
      BrokenModels.layers(BrokenLayers::weightNormWithoutProjection), "3.5", "3.7"),
  ACCUMULATING_GRADIENTS(BrokenModels.of(BrokenModels.Accumulating::new), "3.10"),
  PROBES_OUT_OF_ORDER(BrokenModels.of(BrokenModels.OutOfOrder::new), "2.11", "3.12"),
  BIASED_RUNNING_VARIANCE(BrokenModels.of(BrokenModels.BiasedRunningVariance::new), "5.6"),
  USABLE_AFTER_CLOSE(BrokenModels.of(BrokenModels.UsableAfterClose::new), "1.10"),
  UNDECLARED_CAPABILITY_ACCEPTED(BrokenModels::modest, "6.5"),
  SUM_FOR_MEAN(BrokenModels.of(BrokenModels.SumForMean::new), "3.8", "3.14"),
  FORWARD_MOVES_STATISTICS(BrokenModels.of(BrokenModels.MovingForward::new), "2.13"),
  SHARED_HOST_ARRAYS(BrokenModels.of(BrokenModels.Sharing::new), "1.7"),
  WEIGHT_OF_ACCUMULATE_IGNORED(BrokenModels.of(BrokenModels.WeightIgnored::new), "5.3"),
  UPDATE_DOES_NOT_CLEAR(BrokenModels.of(BrokenModels.NotClearing::new), "5.1", "5.4"),
  COUPLED_DECAY(BrokenModels.of(BrokenModels.CoupledDecay::new), "5.2"),
  ZERO_HESSIAN(BrokenModels.of(BrokenModels.ZeroHessian::new), "4.1", "4.4"),
  NAN_ACCEPTED(BrokenModels.of(BrokenModels.NaNAccepted::new), "6.2"),
  PROBE_FAILURE_SWALLOWED(BrokenModels.of(BrokenModels.ProbeFailureSwallowed::new), "6.9"),
  CONFINED_TO_A_THREAD(BrokenModels.of(BrokenModels.Confined::new), "1.13"),
  RECURSIVE(BrokenModels.of(BrokenModels.Recursive::new), "8.3"),
  WAVERING_BITS(BrokenModels::wavering, "2.12", "8.1"),
  TRUNCATED_FLOAT32(BrokenModels.of(BrokenModels.Truncating::new), "1.6"),
  SINGLE_IN_DISGUISE(BrokenModels::singleInDisguise, "2.1", "2.3", "7.1");

  private final Supplier<Backend> backend;
  private final Set<String> rules;

  Flaw(Supplier<Backend> backend, String... rules) {
    this.backend = backend;
    this.rules = Set.of(rules);
  }

  Backend backend() {
    return backend.get();
  }

  /** The rules of docs/BACKEND-SPEC.md that must fail, though more may. */
  Set<String> rules() {
    return rules;
  }
}
