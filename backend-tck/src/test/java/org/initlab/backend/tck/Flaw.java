package org.initlab.backend.tck;

import static org.initlab.backend.tck.BrokenBackends.layers;
import static org.initlab.backend.tck.BrokenBackends.model;

import java.util.Set;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;

/** One mistake, the backend that makes it, and rules that must catch it. */
enum Flaw {
  SAYS_NOTHING_OF_ITSELF(BrokenBackends::saysNothingOfItself, "1.1", "1.2", "1.3"),
  OPTIONS_FORGOTTEN(model(BrokenLifecycles::optionsForgotten), "1.4"),
  PARAMETERS_SORTED(model(BrokenLifecycles::parametersSorted), "1.5", "1.6"),
  TRUNCATED_FLOAT32(model(BrokenLifecycles::truncating), "1.6"),
  SHARED_HOST_ARRAYS(model(BrokenLifecycles::sharing), "1.7"),
  SNAPSHOTS_THAT_MOVE(model(BrokenLifecycles::snapshotsThatMove), "1.8"),
  INPUTS_OVERWRITTEN(model(BrokenLifecycles::inputsOverwritten), "1.9"),
  USABLE_AFTER_CLOSE(model(BrokenLifecycles::usableAfterClose), "1.10"),
  CLOSES_ALL(BrokenBackends::closesAll, "1.11"),
  ONE_SET_OF_PARAMETERS(BrokenBackends::oneSetOfParameters, "1.12"),
  CONFINED_TO_A_THREAD(model(BrokenLifecycles::confined), "1.13"),
  BOUND_TO_THE_FIRST_THREAD(BrokenBackends::boundToTheFirstThread, "1.14"),
  WRITES_TO_WHAT_IT_BORROWED(model(BrokenLifecycles::writesToWhatItBorrowed), "1.15"),

  TRANSPOSED_SQUARE_WEIGHT(layers(BrokenLayers::transposedSquareWeight), "2.1", "3.1"),
  SWAPPED_FANS(layers(BrokenLayers::swappedFans), "2.1", "2.3", "3.1", "3.2"),
  MISSING_BIAS(layers(BrokenLayers::missingBias), "2.1", "2.3"),
  HALF_PRECISION_ACTIVATIONS(layers(BrokenLayers::halfPrecisionActivations), "2.2", "2.10"),
  APPROXIMATE_GELU(layers(BrokenLayers::approximateGelu), "2.2", "2.10"),
  TURNED_KERNEL(layers(BrokenLayers::turnedKernel), "2.3", "3.2"),
  PADDING_AT_ONE_SIDE(layers(BrokenLayers::paddingAtOneSide), "2.3", "3.2"),
  NORM_OF_THE_WHOLE_WEIGHT(layers(BrokenNormalizations::normOfTheWholeWeight), "2.4", "3.5"),
  BATCH_NORM_UNBIASED(layers(BrokenStates::batchNormUnbiased), "2.5"),
  BATCH_NORM_ALWAYS_TRAINS(
      layers(BrokenNormalizations::batchNormAlwaysTrains), "2.6", "2.14", "3.6"),
  BRANCH_SCALE_IGNORED(model(BrokenPasses::branchScaleIgnored), "2.7"),
  FLATTEN_CHANNELS_LAST(layers(BrokenStates::flattenChannelsLast), "2.8"),
  POOL_SUMS(layers(BrokenStates::poolSums), "2.8"),
  INTERLEAVED_CRELU(layers(BrokenLayers::interleavedCrelu), "2.9", "2.10"),
  SCALE_IGNORED(layers(BrokenLayers::scaleIgnored), "2.15", "2.10", "3.17"),
  MEAN_GRADIENT_OF_SCALE(layers(BrokenLayers::meanGradientOfScale), "3.17", "3.7"),
  PROBES_OUT_OF_ORDER(model(BrokenPasses::probesOutOfOrder), "2.11", "3.12", "3.15"),
  OUTPUT_SCALED_IN_FLOAT64(model(BrokenPasses::outputScaledInFloat64), "2.12", "7.2"),
  FORWARD_MOVES_STATISTICS(model(BrokenPasses::forwardMovesStatistics), "2.13"),

  TANH_DERIVATIVE_NOT_SQUARED(layers(BrokenStates::tanhDerivativeNotSquared), "3.3", "3.7", "3.9"),
  RELU_SLOPE_ONE_AT_ZERO(layers(BrokenLayers::reluSlopeOneAtZero), "3.4"),
  WEIGHT_NORM_WITHOUT_PROJECTION(
      layers(BrokenNormalizations::weightNormWithoutProjection), "3.5", "3.7"),
  BATCH_NORM_DETACHED(layers(BrokenNormalizations::batchNormDetached), "3.6", "3.7", "3.9"),
  SUM_FOR_MEAN(model(BrokenPasses::sumForMean), "3.8", "3.14"),
  ACCUMULATING_GRADIENTS(model(BrokenPasses::accumulatingGradients), "3.10"),
  EVERYTHING_GIVEN(model(BrokenPasses::everythingGiven), "3.11"),
  GRADIENTS_MOVE_STATISTICS(model(BrokenPasses::gradientsMoveStatistics), "3.13"),
  STATES_OF_EVALUATION(model(BrokenCombinedPasses::statesOfEvaluation), "3.15"),
  STATES_AFTER_GRADIENTS(model(BrokenCombinedPasses::statesAfterGradients), "3.15"),
  PROBES_CONFUSED(model(BrokenCombinedPasses::probesConfused), "3.15"),
  COUNTED_TWICE(model(BrokenCombinedPasses::countedTwice), "3.15"),

  ZERO_TANGENT(model(BrokenProducts::zeroTangent), "3.16"),
  TANGENT_STEP_NOT_SCALED(model(BrokenProducts::tangentStepNotScaled), "3.16"),

  ZERO_HESSIAN(model(BrokenProducts::zero), "4.1", "4.4"),
  ASYMMETRIC_HESSIAN(model(BrokenProducts::asymmetric), "4.1", "4.2", "4.4"),
  STEP_NOT_SCALED(model(BrokenProducts::stepNotScaled), "4.3"),
  PARAMETERS_LEFT_MOVED(model(BrokenProducts::parametersLeftMoved), "4.5"),

  DAMPED_MOMENTUM(model(BrokenUpdates::dampedMomentum), "5.1", "5.7", "5.8"),
  COUPLED_DECAY(model(BrokenUpdates::coupledDecay), "5.2"),
  WEIGHT_OF_ACCUMULATE_IGNORED(model(BrokenUpdates::weightIgnored), "5.3", "5.10"),
  UPDATE_DOES_NOT_CLEAR(model(BrokenUpdates::notClearing), "5.1", "5.4"),
  OBJECTIVE_WEIGHTED(model(BrokenUpdates::objectiveWeighted), "5.5"),
  BIASED_RUNNING_VARIANCE(model(BrokenUpdates::biasedRunningVariance), "5.6"),
  ONE_OPTIMIZER(BrokenBackends::oneOptimizer, "5.7"),
  ACCUMULATE_SHOWS_EVAL(model(BrokenUpdates::showsEval), "5.9"),
  NORM_OF_THE_LARGEST(model(BrokenUpdates::normOfTheLargest), "5.10"),
  MOMENTUM_LOST(model(BrokenUpdates::momentumLost), "5.11"),

  ANY_SHAPE(model(BrokenChecks::anyShape), "6.1"),
  NAN_ACCEPTED(model(BrokenChecks::nanAccepted), "6.2"),
  LABELS_WRAPPED(model(BrokenChecks::labelsWrapped), "6.3"),
  SUPERFLUOUS_PARAMETERS_IGNORED(BrokenChecks::superfluousParametersIgnored, "6.4"),
  UNDECLARED_CAPABILITY_ACCEPTED(BrokenBackends::modest, "6.5"),
  FALLS_BACK_TO_THE_CPU(BrokenBackends::fallsBackToTheCpu, "6.5", "6.6"),
  MISSING_DIRECTION_IS_ZERO(model(BrokenProducts::missingDirectionIsZero), "6.7"),
  HALF_DONE(model(BrokenChecks::halfDone), "6.8"),
  PROBE_FAILURE_SWALLOWED(model(BrokenChecks::probeFailureSwallowed), "6.9"),
  VARIANCE_OF_ONE_VALUE(model(BrokenChecks::varianceOfOneValue), "6.10"),
  ANY_STATE(model(BrokenUpdates::anyState), "6.11"),

  SINGLE_IN_DISGUISE(BrokenBackends::singleInDisguise, "2.1", "2.3", "7.1"),
  NAIVE_SOFTMAX(model(BrokenPasses::naiveSoftmax), "7.3"),
  SATURATING(layers(BrokenStates::saturating), "7.4"),
  RELU_LEAVES_TRACES(layers(BrokenStates::reluLeavesTraces), "7.5"),
  RELU_CUTS_NAN(layers(BrokenStates::reluCutsNaN), "7.6"),

  WAVERING_BITS(BrokenBackends::wavering, "8.1"),
  THREAD_DEPENDENT(model(BrokenBackends::threadDependent), "8.2"),
  RECURSIVE(model(BrokenBackends::recursive), "8.3"),
  LEAKING(BrokenBackends::leaking, "8.4"),
  CHECKPOINTS_ROUNDED(model(BrokenBackends::checkpointsRounded), "8.7");

  private final Supplier<Backend> backend;
  private final Set<String> rules;

  Flaw(Supplier<Backend> backend, String... rules) {
    this.backend = backend;
    this.rules = Set.of(rules);
  }

  Backend backend() {
    return backend.get();
  }

  /** Rules of docs/BACKEND-SPEC.md that must fail, though more may. */
  Set<String> rules() {
    return rules;
  }
}
