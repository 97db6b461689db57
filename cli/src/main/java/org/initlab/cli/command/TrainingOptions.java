package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.initlab.core.train.Annealing;
import org.initlab.core.train.OptimizerKind;
import org.initlab.core.train.Schedule;
import org.initlab.core.train.TrainConfig;
import picocli.CommandLine.Option;

/** How the network is trained, with the original program's names and defaults. */
public final class TrainingOptions {
  @Option(
      names = {"--num-epochs", "--num_epochs"},
      defaultValue = "200",
      description = "(default: ${DEFAULT-VALUE})")
  private int epochs;

  @Option(
      names = "--optimizer",
      defaultValue = "sgd",
      description = "sgd, adam or adamw (default: ${DEFAULT-VALUE})")
  private String optimizer;

  @Option(
      names = {"--batch-size", "--batch_size"},
      defaultValue = "128",
      description = "samples per update (default: ${DEFAULT-VALUE})")
  private int batchSize;

  @Option(
      names = {"--mini-batch-size", "--mini_batch_size"},
      description =
          "samples at a time, for networks too large for a whole batch; divides --batch-size"
              + " (default: the batch size)")
  private Integer miniBatchSize;

  @Option(
      names = "--lr",
      defaultValue = "0.01",
      description = "learning rate (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = {"--lr-annealing-type", "--lr_annealing_type"},
      paramLabel = "0..5",
      defaultValue = "0",
      description =
          "0 constant; 1 ×0.1 at 1/3 and 2/3 of the epochs; 2 ×0.1 at 1/2 and 3/4; 3 ×0.2 at 60,"
              + " 120 and 160 of 200; 4 and 5 ×0.1 at epochs 91 and 136"
              + " (default: ${DEFAULT-VALUE})")
  private int annealing;

  @Option(
      names = "--momentum",
      defaultValue = "0",
      description = "of sgd (default: ${DEFAULT-VALUE})")
  private double momentum;

  @Option(
      names = {"--weight-decay", "--weight_decay"},
      defaultValue = "0",
      description = "(default: ${DEFAULT-VALUE})")
  private double weightDecay;

  @Option(
      names = {"--warmup-epochs", "--warmup_epochs"},
      defaultValue = "0",
      description = "epochs of quadratic warm-up, fractions too (default: ${DEFAULT-VALUE})")
  private double warmupEpochs;

  @Option(
      names = {"--warmup-lr", "--warmup_lr"},
      defaultValue = "0",
      description = "learning rate that the warm-up starts from (default: ${DEFAULT-VALUE})")
  private double warmupRate;

  @Option(
      names = {"--save-interval", "--save_interval"},
      defaultValue = "1",
      description = "epochs between checkpoints (default: ${DEFAULT-VALUE})")
  private int saveInterval;

  /**
   * @throws org.initlab.core.error.InvalidInputException naming the value that cannot be
   */
  public TrainConfig config() {
    return new TrainConfig(
        new Schedule(Annealing.ofType(annealing), rate, epochs, warmupEpochs, warmupRate),
        OptimizerKind.named(optimizer),
        batchSize,
        miniBatchSize == null ? batchSize : miniBatchSize,
        momentum,
        weightDecay,
        saveInterval);
  }

  /** Under the original program's names. */
  static void add(TrainConfig config, ObjectNode to) {
    to.put("num_epochs", config.epochs())
        .put("optimizer", config.optimizer().id())
        .put("batch_size", config.batchSize())
        .put("mini_batch_size", config.miniBatchSize())
        .put("lr", config.schedule().rate())
        .put("lr_annealing_type", config.schedule().annealing().type())
        .put("momentum", config.momentum())
        .put("weight_decay", config.weightDecay())
        .put("warmup_epochs", config.schedule().warmupEpochs())
        .put("warmup_lr", config.schedule().warmupRate())
        .put("save_interval", config.saveInterval());
  }
}
