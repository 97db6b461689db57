package org.initlab.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.data.Batch;
import org.initlab.core.data.BatchStream;

/** The updates of one run on one model, which it owns, from one state to the end. */
final class TrainingLoop implements AutoCloseable {
  private static final double NANOSECONDS = 1e-9;

  private final Model model;
  private final TrainConfig config;
  private final TrainingData data;
  private final Snapshots snapshots;
  private final TrainingListener listener;
  private final List<EpochRecord> history;
  private final OutputProbe output;
  private final int updatesPerEpoch;
  private int epoch;
  private int update;
  private long steps;
  private Tally tally;
  private double seconds;

  TrainingLoop(
      Model model,
      TrainConfig config,
      TrainingData data,
      TrainingState from,
      Snapshots snapshots,
      TrainingListener listener) {
    this.model = model;
    this.config = config;
    this.data = data;
    this.snapshots = snapshots;
    this.listener = listener;
    this.history = new ArrayList<>(from.history());
    this.output = new OutputProbe(model.network());
    this.updatesPerEpoch = (data.train().batches() - 1) / config.accumulated() + 1;
    this.epoch = from.epoch();
    this.update = from.update();
    this.steps = from.steps();
    this.tally = from.tally();
    this.seconds = from.seconds();
  }

  Outcome run(BooleanSupplier stop) {
    listener.started(List.copyOf(history), update, steps, updatesPerEpoch);
    Outcome outcome = Outcome.FINISHED;
    while (outcome == Outcome.FINISHED && epoch < config.epochs()) outcome = runEpoch(stop);
    return outcome;
  }

  @Override
  public void close() {
    model.close();
  }

  List<EpochRecord> history() {
    return List.copyOf(history);
  }

  long steps() {
    return steps;
  }

  private Outcome runEpoch(BooleanSupplier stop) {
    double gradientNorm = Double.NaN;
    double rate = Double.NaN;
    try (BatchStream batches = data.train().stream(epoch, update * config.accumulated())) {
      while (update < updatesPerEpoch) {
        if (stop.getAsBoolean()) {
          snapshots.save(this::state);
          return Outcome.INTERRUPTED;
        }
        long start = System.nanoTime();
        rate = config.schedule().rate(epoch, update, updatesPerEpoch);
        int samples = samplesOfUpdate();
        double loss = accumulate(batches, samples);
        boolean diverged = !Double.isFinite(loss);
        // The norm costs a pass over all weights; once an epoch is enough to see it vanish or grow.
        if (diverged || update == updatesPerEpoch - 1) gradientNorm = model.gradientNorm();
        if (!diverged) model.update(config.rule(rate));
        seconds += (System.nanoTime() - start) * NANOSECONDS;
        if (diverged) {
          return endEpoch(Optional.empty(), rate, gradientNorm);
        }
        listener.updated(steps, epoch, loss, rate, samples);
        update++;
        steps++;
      }
    }
    return endEpoch(data.validation().map(held -> Evaluation.of(model, held)), rate, gradientNorm);
  }

  /** Every sample weighs the same, also in a last batch that is no multiple of a mini-batch. */
  private double accumulate(BatchStream batches, int samples) {
    Tally before = tally;
    while (tally.samples() - before.samples() < samples) {
      Batch batch = batches.next();
      Objective objective = new Objective.CrossEntropy(batch.labels());
      double weight = (double) batch.size() / samples;
      double loss = model.accumulate(batch.inputs(), objective, weight, output);
      tally = tally.plus(loss, output.taken(), batch.labels());
    }
    return (tally.loss() - before.loss()) / samples;
  }

  private int samplesOfUpdate() {
    long left = data.train().samples() - (long) update * config.batchSize();
    return (int) Math.min(config.batchSize(), left);
  }

  private Outcome endEpoch(Optional<Evaluation> held, double rate, double gradientNorm) {
    history.add(
        new EpochRecord(
            epoch,
            tally.meanLoss(),
            held.map(Evaluation::loss).orElse(Double.NaN),
            tally.accuracy(),
            held.map(Evaluation::accuracy).orElse(Double.NaN),
            rate,
            seconds,
            tally.samples() / seconds,
            gradientNorm));
    boolean finite =
        Double.isFinite(tally.meanLoss())
            && held.map(Evaluation::loss).map(Double::isFinite).orElse(true);
    if (finite) {
      int best = TrainingState.best(history).orElseThrow();
      if (best == epoch) snapshots.keepBest(epoch, model.parameters());
      epoch++;
      update = 0;
      tally = Tally.EMPTY;
      seconds = 0;
      boolean last = epoch == config.epochs();
      if (last || epoch % config.saveInterval() == 0) snapshots.save(this::state);
    }
    listener.epochEnded(List.copyOf(history), steps);
    return finite ? Outcome.FINISHED : Outcome.DIVERGED;
  }

  private TrainingState state() {
    return new TrainingState(
        epoch, update, steps, tally, seconds, history, model.parameters(), model.optimizerState());
  }
}
