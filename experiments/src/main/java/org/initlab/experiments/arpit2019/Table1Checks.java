package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Check;
import org.initlab.experiments.FalseFailure;

/** What Table 1 claims, at the scale at hand. */
final class Table1Checks {
  private static final String TABLE = "Arpit et al. 2019, Table 1";
  private static final String REASON =
      "Arpit et al. 2019: data-dependent initialization trains at low learning rates only";

  /**
   * The rate given where tolerances are not calibrated: three seeds at learning rates that the
   * paper does not state.
   */
  private static final double UNKNOWN_SETTINGS = 0.5;

  /** Means of 3 fresh runs lay between 2.0 and 4.9, with standard deviations of 0.2 to 0.9. */
  private static final double EXPECTED_ERROR = 5;

  private static final double ERROR_TOLERANCE = 5;

  /** The error of a guess among ten classes, in percent. */
  private static final double GUESS = 90;

  private Table1Checks() {}

  static List<Check> all(List<Table1Row> rows, Table1Results results, String backend) {
    List<Check> checks = new ArrayList<>();
    for (Table1Row row : rows) {
      if (row.published().isEmpty()) {
        for (Table1Method method : Table1Method.values()) {
          checks.add(outcome(row, method, results.summary(backend, row, method)));
          if (row.diverges(method) || !row.trainsToTheEnd()) continue;
          checks.add(error(row, method, results.summary(backend, row, method)));
        }
        if (row.diverges(Table1Method.DATA_DEPENDENT) && row.trainsToTheEnd()) {
          checks.add(order(row, results, backend));
        }
      } else {
        checks.addAll(published(row, results, backend));
      }
    }
    return checks;
  }

  /**
   * A method that trains may lose a run in three: at the higher rate the proposed one with warm-up
   * lost 1 of 15.
   */
  private static Check outcome(Table1Row row, Table1Method method, Table1Results.Summary s) {
    int most = row.diverges(method) ? 0 : s.runs() / 3;
    String claim =
        String.format(
            Locale.ROOT,
            "%s, %s, lr %s: fraction of %d runs that diverge%s",
            row.id(),
            method.id(),
            row.rate(),
            s.runs(),
            most == 0 ? "" : ", at most " + most);
    return new Check(
        row.id() + "-" + method.id() + "-diverged",
        claim,
        REASON,
        row.diverges(method) ? 1 : 0,
        (double) s.diverged() / s.runs(),
        0,
        (double) most / s.runs(),
        FalseFailure.counted(row.calibration()));
  }

  /**
   * The paper's order, at a rate where the reason shows: a diverged network knows no more than a
   * guess among ten classes.
   */
  private static Check order(Table1Row row, Table1Results results, String backend) {
    Table1Results.Summary before = results.summary(backend, row, Table1Method.DATA_DEPENDENT);
    Table1Results.Summary after = results.summary(backend, row, Table1Method.PROPOSED);
    double gap = before.meanWithGuesses(GUESS) - after.meanWithGuesses(GUESS);
    return new Check(
        row.id() + "-order",
        String.format(
            Locale.ROOT,
            "%s, lr %s: data-dependent's test error minus the proposed one's is above 0, in percent;"
                + " a diverged run counts as a guess, %.0f",
            row.id(),
            row.rate(),
            GUESS),
        TABLE,
        GUESS / 2,
        gap,
        0,
        GUESS / 2,
        FalseFailure.counted(row.calibration()));
  }

  private static Check error(Table1Row row, Table1Method method, Table1Results.Summary s) {
    String claim =
        String.format(
            Locale.ROOT,
            "%s, %s: test error in percent, mean of %d runs; this program's over other seeds, the"
                + " order of methods is within its noise",
            row.id(),
            method.id(),
            s.runs());
    return new Check(
        row.id() + "-" + method.id() + "-error",
        claim,
        "calibration of this program",
        EXPECTED_ERROR,
        s.mean(),
        s.standardError(),
        ERROR_TOLERANCE,
        FalseFailure.RATE);
  }

  /** The order of the methods, and every mean within a point of the paper's. */
  private static List<Check> published(Table1Row row, Table1Results results, String backend) {
    List<Check> checks = new ArrayList<>();
    Table1Method[] methods = Table1Method.values();
    for (int m = 0; m < methods.length; m++) {
      Table1Results.Summary s = results.summary(backend, row, methods[m]);
      String id = row.id() + "-" + methods[m].id();
      checks.add(
          new Check(
              id + "-error",
              id + ": test error in percent; the paper's tuned learning rates are not known",
              TABLE,
              row.published().get(m).get(0),
              s.mean(),
              s.standardError(),
              row.dataset().equals("cifar100") ? 2 : 1,
              UNKNOWN_SETTINGS));
    }
    Table1Results.Summary before = results.summary(backend, row, methods[0]);
    Table1Results.Summary after = results.summary(backend, row, methods[1]);
    double gap = row.published().get(0).get(0) - row.published().get(1).get(0);
    checks.add(
        new Check(
            row.id() + "-order",
            row.id() + ": data-dependent's error minus the proposed one's is above 0, in percent",
            TABLE,
            gap,
            before.mean() - after.mean(),
            Math.hypot(before.standardError(), after.standardError()),
            gap,
            UNKNOWN_SETTINGS));
    return checks;
  }
}
