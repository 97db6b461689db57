package org.initlab.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.io.Json;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * The JSON of a checkpoint: where the run is, its finished epochs, and the files of arrays.
 *
 * @param arrays weights and the optimizer's arrays
 * @param best weights of the best epoch, if one is finished
 */
record CheckpointState(
    long seed,
    TrainingState state,
    long adamUpdates,
    StoredFile arrays,
    Optional<StoredFile> best) {
  private static final int FORMAT = 1;
  private static final String MOMENTUM = "optimizer.momentum_buffer.";
  private static final String FIRST = "optimizer.exp_avg.";
  private static final String SECOND = "optimizer.exp_avg_sq.";
  private static final Parameters NOTHING = Parameters.of(Map.of());

  /** Weights under their own names, the optimizer's arrays under PyTorch's names for the slots. */
  static Map<String, Tensor> arraysOf(TrainingState state) {
    Map<String, Tensor> arrays = new LinkedHashMap<>(state.parameters().asMap());
    OptimizerState optimizer = state.optimizer();
    optimizer.momentum().asMap().forEach((name, t) -> arrays.put(MOMENTUM + name, t));
    optimizer.firstMoment().asMap().forEach((name, t) -> arrays.put(FIRST + name, t));
    optimizer.secondMoment().asMap().forEach((name, t) -> arrays.put(SECOND + name, t));
    return arrays;
  }

  /** The state with what {@link #arraysOf} gave. */
  TrainingState withArrays(Map<String, Tensor> all) {
    Map<String, Tensor> weights = new LinkedHashMap<>(all);
    OptimizerState optimizer =
        new OptimizerState(
            adamUpdates, taken(MOMENTUM, weights), taken(FIRST, weights), taken(SECOND, weights));
    return new TrainingState(
        state.epoch(),
        state.update(),
        state.steps(),
        state.tally(),
        state.seconds(),
        state.history(),
        Parameters.of(weights),
        optimizer);
  }

  private static Parameters taken(String prefix, Map<String, Tensor> from) {
    Map<String, Tensor> slot = new LinkedHashMap<>();
    for (String name : List.copyOf(from.keySet())) {
      if (name.startsWith(prefix)) slot.put(name.substring(prefix.length()), from.remove(name));
    }
    return Parameters.of(slot);
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("seed", seed);
    json.put("epoch", state.epoch());
    json.put("update", state.update());
    json.put("steps", state.steps());
    Map<String, Object> tally = new LinkedHashMap<>();
    tally.put("loss", state.tally().loss());
    tally.put("correct", state.tally().correct());
    tally.put("samples", state.tally().samples());
    json.put("epoch_so_far", tally);
    json.put("seconds", state.seconds());
    json.put("adam_updates", adamUpdates);
    json.put("arrays", arrays.json());
    json.put("best", best.map(StoredFile::json).orElse(null));
    json.put("history", state.history().stream().map(CheckpointState::json).toList());
    return Json.write(json) + "\n";
  }

  /**
   * @throws InvalidInputException if the text is damaged or of another version
   */
  static CheckpointState parse(String text, String name) {
    Json.Reader json = Json.read(text, name);
    if (json.integer("format") != FORMAT) {
      throw new InvalidInputException(
          name + " has format " + json.integer("format") + ", this version reads " + FORMAT);
    }
    Json.Reader tally = json.object("epoch_so_far");
    List<EpochRecord> history = new ArrayList<>();
    json.objects("history").forEach(r -> history.add(epoch(r)));
    TrainingState state =
        new TrainingState(
            json.count("epoch"),
            json.count("update"),
            json.integer("steps"),
            new Tally(tally.real("loss"), tally.integer("correct"), tally.integer("samples")),
            json.real("seconds"),
            history,
            NOTHING,
            OptimizerState.NONE);
    return new CheckpointState(
        json.integer("seed"),
        state,
        json.integer("adam_updates"),
        StoredFile.of(json.object("arrays")),
        json.isNull("best") ? Optional.empty() : Optional.of(StoredFile.of(json.object("best"))));
  }

  private static Map<String, Object> json(EpochRecord r) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", r.epoch());
    json.put("train_loss", r.trainLoss());
    json.put("val_loss", r.validationLoss());
    json.put("train_acc", r.trainAccuracy());
    json.put("val_acc", r.validationAccuracy());
    json.put("lr", r.rate());
    json.put("seconds", r.seconds());
    json.put("samples_per_second", r.samplesPerSecond());
    json.put("gradient_norm", r.gradientNorm());
    return json;
  }

  private static EpochRecord epoch(Json.Reader r) {
    return new EpochRecord(
        r.count("epoch"),
        r.real("train_loss"),
        r.real("val_loss"),
        r.real("train_acc"),
        r.real("val_acc"),
        r.real("lr"),
        r.real("seconds"),
        r.real("samples_per_second"),
        r.real("gradient_norm"));
  }
}
