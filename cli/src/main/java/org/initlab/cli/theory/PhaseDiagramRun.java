package org.initlab.cli.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.Units;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.core.theory.FixedPoint;
import org.initlab.core.theory.PhaseDiagram;

/**
 * The fixed points over a grid of (σ_w, σ_b) and the critical line through it. Rows are computed in
 * parallel and each by itself, so the number of threads changes no bit; blocks of rows are kept in
 * units.
 *
 * @param name of the activation
 */
public record PhaseDiagramRun(
    String name, DualActivation activation, Grid sigmaW, Grid sigmaB, int threads) {
  /** Rows that are computed before they are kept. */
  private static final int BLOCK = 20;

  public Result run(Units units, Progress progress) {
    progress.start("rows of the phase diagram", sigmaB.count());
    double[] rows = sigmaB.values();
    Table.Builder cells = TheoryTables.fixedPoints("phase-diagram", name);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int from = 0; from < rows.length; from += BLOCK) {
        int start = from;
        int end = Math.min(from + BLOCK, rows.length);
        cells.rowsOf(units.unit("rows/" + from, () -> block(rows, start, end, pool)));
        progress.advance(end - from);
      }
    } finally {
      pool.shutdownNow();
    }
    Table all = cells.build();
    List<Optional<CriticalLine.Point>> line = new ArrayList<>();
    for (double b : rows) line.add(CriticalLine.find(activation, b));
    Table.Builder points = TheoryTables.criticalLine(name);
    for (int r = 0; r < rows.length; r++) TheoryTables.addCritical(points, rows[r], line.get(r));
    PhaseDiagramFigure figure = new PhaseDiagramFigure(this, all);
    return new Result(
        List.of(all, points.build()),
        List.of(figure.build()),
        new PhaseDiagramChecks(this, all, line).all());
  }

  private Table block(double[] rows, int from, int to, ExecutorService pool) {
    double[] columns = sigmaW.values();
    List<CompletableFuture<List<Optional<FixedPoint>>>> pending = new ArrayList<>();
    for (int r = from; r < to; r++) {
      double b = rows[r];
      pending.add(
          CompletableFuture.supplyAsync(() -> PhaseDiagram.row(activation, columns, b), pool));
    }
    Table.Builder table = TheoryTables.fixedPoints("rows", name);
    for (int r = from; r < to; r++) {
      List<Optional<FixedPoint>> row = pending.get(r - from).join();
      for (int c = 0; c < columns.length; c++) {
        TheoryTables.add(table, columns[c], rows[r], row.get(c));
      }
    }
    return table.build();
  }
}
