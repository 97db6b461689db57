package org.initlab.cli.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.initlab.cli.run.RunDirectory;
import org.initlab.cli.run.RunLog;
import org.initlab.core.experiment.Progress;
import org.initlab.core.io.AtomicFiles;
import org.initlab.core.train.EpochRecord;
import org.initlab.core.train.Evaluation;
import org.initlab.core.train.TrainingListener;
import org.initlab.core.train.TrainingResult;
import org.initlab.core.train.TrainingState;
import org.initlab.reports.TableCsv;
import org.initlab.reports.tensorboard.EventFile;

/**
 * What a training run leaves in its directory as it goes: metrics.csv, status.json, and where asked
 * for TensorBoard's events and iterations.csv. The first two are written whole after every epoch
 * and when a run is taken up again, so they never say more than the checkpoint that it goes on
 * from.
 */
final class TrainingFiles implements TrainingListener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;
  private final Clock clock;
  private final Display display;
  private final Optional<EventFile> events;
  private final Optional<IterationLog> iterations;
  private long steps;
  private double secondsToFirstStep = Double.NaN;

  /** Where a person sees how far the run is. */
  record Display(Progress progress, int epochs, int samplesPerEpoch, int batchSize) {}

  TrainingFiles(
      RunDirectory directory,
      Clock clock,
      Display display,
      boolean tensorBoard,
      boolean everyIteration) {
    this.directory = directory;
    this.clock = clock;
    this.display = display;
    this.events =
        tensorBoard
            ? Optional.of(EventFile.create(directory.path(), clock.instant()))
            : Optional.empty();
    this.iterations =
        everyIteration
            ? Optional.of(new IterationLog(directory.path().resolve("iterations.csv")))
            : Optional.empty();
  }

  @Override
  public void started(List<EpochRecord> history, int update, long done, int updatesPerEpoch) {
    steps = done;
    write(history);
    writeStatus(history, "running", Optional.empty());
    history.forEach(this::logEvents);
    iterations.ifPresent(log -> log.begin(done));
    long left = (long) (display.epochs() - history.size()) * display.samplesPerEpoch();
    long ahead = Math.min((long) update * display.batchSize(), display.samplesPerEpoch());
    display.progress().start("training", left - ahead);
  }

  @Override
  public void updated(long step, int epoch, double loss, double rate, int samples) {
    steps = step + 1;
    if (Double.isNaN(secondsToFirstStep)) secondsToFirstStep = secondsOfProcess();
    iterations.ifPresent(log -> log.row(step, epoch, loss, rate));
    display.progress().advance(samples);
  }

  @Override
  public void epochEnded(List<EpochRecord> history, long done) {
    steps = done;
    write(history);
    writeStatus(history, "running", Optional.empty());
    EpochRecord last = history.get(history.size() - 1);
    logEvents(last);
    display.progress().note(line(last));
  }

  /** The last word of status.json and of the log. */
  void ended(TrainingResult result) {
    steps = result.steps();
    writeStatus(result.history(), result.outcome().id(), result.test());
    result
        .test()
        .ifPresent(
            test ->
                new RunLog(directory, clock)
                    .line(
                        String.format(
                            Locale.ROOT,
                            "test_loss = %.5f    test_acc = %.5f    (model of epoch %d, run %s)",
                            test.loss(),
                            test.accuracy(),
                            result.best().getAsInt(),
                            result.outcome().id())));
  }

  /** The original program's line. */
  private static String line(EpochRecord r) {
    return String.format(
        Locale.ROOT,
        "[Epoch %d] train_loss = %.5f    val_loss = %.5f    train_acc = %.5f    val_acc = %.5f",
        r.epoch(),
        r.trainLoss(),
        r.validationLoss(),
        r.trainAccuracy(),
        r.validationAccuracy());
  }

  private void write(List<EpochRecord> history) {
    AtomicFiles.write(
        directory.path().resolve("metrics.csv"),
        TableCsv.toString(EpochTables.metrics(history)).getBytes(StandardCharsets.UTF_8));
  }

  private void writeStatus(List<EpochRecord> history, String outcome, Optional<Evaluation> test) {
    OptionalInt best = TrainingState.best(history);
    ObjectNode status = JSON.createObjectNode();
    status.put("outcome", outcome).put("num_epochs", history.size()).put("sgd_steps", steps);
    put(
        status,
        "best_val_acc",
        best.isPresent() ? history.get(best.getAsInt()).validationAccuracy() : Double.NaN);
    put(status, "test_acc", test.map(Evaluation::accuracy).orElse(Double.NaN));
    put(status, "test_loss", test.map(Evaluation::loss).orElse(Double.NaN));
    status.put("best_model_epoch", best.isPresent() ? (Integer) best.getAsInt() : null);
    put(status, "seconds_to_first_step", secondsToFirstStep);
    directory.write("status.json", status);
  }

  /**
   * Since the JVM started: what a user waits for, loading of data and engine included. By the JVM's
   * own count, as the wall clock may be set meanwhile.
   */
  private static double secondsOfProcess() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
  }

  /** JSON has no NaN; what there is not is null. */
  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) node.put(key, value);
    else node.putNull(key);
  }

  private void logEvents(EpochRecord r) {
    if (events.isEmpty()) return;
    scalar(r.epoch(), "train_loss", r.trainLoss());
    scalar(r.epoch(), "val_loss", r.validationLoss());
    scalar(r.epoch(), "train_acc", r.trainAccuracy());
    scalar(r.epoch(), "val_acc", r.validationAccuracy());
    scalar(r.epoch(), "lr", r.rate());
    scalar(r.epoch(), "samples_per_second", r.samplesPerSecond());
    scalar(r.epoch(), "gradient_norm", r.gradientNorm());
  }

  private void scalar(int epoch, String tag, double value) {
    events.get().scalar(clock.instant(), epoch, tag, value);
  }

  @Override
  public void close() {
    events.ifPresent(EventFile::close);
    iterations.ifPresent(IterationLog::close);
  }
}
