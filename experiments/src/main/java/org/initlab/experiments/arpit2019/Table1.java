package org.initlab.experiments.arpit2019;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;

/**
 * Table 1 of Arpit, Campos and Bengio 2019: {@code initlab reproduce arpit2019-table1}.
 *
 * <p>Claim: weight-normalized residual networks from the proposed initialization generalize better
 * than from the data-dependent one, and better still with a warm-up of the learning rate, because
 * they train at rates at which the data-dependent diverges.
 *
 * <p>What you should see: at paper scale test errors in the order data-dependent &gt; proposed &gt;
 * proposed with warm-up. At quick scale the reason for it.
 */
@AutoService(Experiment.class)
public final class Table1 implements Experiment {
  @Override
  public String id() {
    return "arpit2019-table1";
  }

  @Override
  public String title() {
    return "Test errors of residual networks: data-dependent, proposed, proposed with warm-up";
  }

  @Override
  public String description() {
    return "Table 1 of Arpit, Campos and Bengio 2019: test errors of weight-normalized ResNets and"
        + " WideResNets on CIFAR-10 and CIFAR-100 by initialization. Paper scale is for a GPU"
        + " (200 epochs, four networks, three seeds); the paper's learning rates could not be found,"
        + " here lr 0.01, momentum 0.9, weight decay 1e-4 (ResNet) and 5e-4 (WideResNet), warm-up"
        + " over 5 epochs. Quick scale is a ResNet-56 of width 8 on the 8×8 digits. At"
        + " lr 0.01 every method trains, and all end within the noise of one another (2 to 5 % error);"
        + " at lr 0.03 the data-dependent initialization diverges within an epoch and the proposed"
        + " one trains, which is the paper's order and the reason that it gives. The rates were"
        + " chosen to show that; at 0.1 every method diverges.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(
        Bibliography.ARPIT_2019, Bibliography.SALIMANS_2016, Bibliography.ZAGORUYKO_2016);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    List<Table1Row> rows = Table1Row.of(context.scale());
    List<Backend> backends = context.backends();
    int runs = rows.stream().mapToInt(Table1Row::runs).sum() * Table1Method.values().length;
    context.progress().start("training runs", (long) runs * backends.size());
    Table1Results results = new Table1Results();
    for (Table1Row row : rows) {
      Dataset data = row.read(context.data());
      for (Backend backend : backends) train(context, row, data, backend, results);
    }
    String reference = backends.get(0).name();
    return new Result(
        List.of(results.summary(rows), results.runsTable()),
        List.of(Table1Panels.figure(rows, results, reference)),
        Table1Checks.all(rows, results, reference));
  }

  private static void train(
      RunContext context, Table1Row row, Dataset data, Backend backend, Table1Results results) {
    Network network = row.network(data);
    for (Table1Method method : Table1Method.values()) {
      for (int k = 0; k < row.runs(); k++) {
        ResidualRun run =
            new ResidualRun(
                network,
                method.scheme(),
                data,
                row.validation(),
                row.augmentation(data),
                row.config(method),
                context.seed().child("run-" + k));
        String key = row.id() + "/" + method.id() + "/run-" + k + "/" + backend.name();
        Table table =
            context.unit(
                key,
                () ->
                    run.on(
                        backend, context.options(), Cells.snapshots(context, key, row.epochs())));
        results.add(backend.name(), row, method, k, table);
        context.progress().advance(1);
      }
    }
  }
}
