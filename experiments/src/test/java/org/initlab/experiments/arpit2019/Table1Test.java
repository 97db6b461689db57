package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.Test;

/** Table 1 at smoke scale with seed 1, and how its numbers are put together. */
class Table1Test {
  @Test
  void dataDependentDivergesAtTheHigherRateAndProposedTrains() {
    CompileOptions options = CompileOptions.cpu(Precision.FLOAT32);
    Result result =
        new Table1().run(InMemoryContext.of(Scale.SMOKE, 1, options, new NativeBackend()));
    assertThat(result.checks()).hasSize(3);
    assertThat(result.passed()).isTrue();
    Table table = result.tables().get(0);
    assertThat(table.rows()).extracting(r -> r.get(table.column("diverged"))).contains(1L, 0L);
  }

  @Test
  void errorsAreOfTheRunsThatFinished() {
    Table1Row row = Table1Row.of(Scale.QUICK).get(0);
    Table1Results results = new Table1Results();
    results.add("b", row, Table1Method.PROPOSED, 0, run("finished", 0.95));
    results.add("b", row, Table1Method.PROPOSED, 1, run("finished", 0.97));
    results.add("b", row, Table1Method.PROPOSED, 2, run("diverged", 0));
    Table1Results.Summary s = results.summary("b", row, Table1Method.PROPOSED);
    assertThat(s.diverged()).isEqualTo(1);
    // 5 % and 3 %: mean 4, sd √2, standard error 1.
    assertThat(s.mean()).isCloseTo(4, within(1e-9));
    assertThat(s.standardError()).isCloseTo(1, within(1e-9));
  }

  @Test
  void divergedRunsCountAsGuessesInTheOrderOfMethods() {
    Table1Row row = Table1Row.of(Scale.QUICK).get(1);
    // 90 % against (2·3 + 90)/3 = 32 %, and 95 % if it learns nothing.
    assertThat(order(row, List.of("finished", "finished", "diverged"), 0.97))
        .isEqualTo(Check.Verdict.PASS);
    assertThat(order(row, List.of("finished", "finished", "finished"), 0.05))
        .isEqualTo(Check.Verdict.FAIL);
  }

  private static Check.Verdict order(Table1Row row, List<String> outcomes, double accuracy) {
    Table1Results results = new Table1Results();
    for (int k = 0; k < outcomes.size(); k++) {
      results.add("b", row, Table1Method.DATA_DEPENDENT, k, run("diverged", 0));
      results.add("b", row, Table1Method.PROPOSED, k, run(outcomes.get(k), accuracy));
      results.add("b", row, Table1Method.PROPOSED_WARMUP, k, run("finished", accuracy));
    }
    return Table1Checks.all(List.of(row), results, "b").stream()
        .filter(c -> c.id().endsWith("-order"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void publishedErrorsStandBesideOurs() {
    for (Table1Row row : Table1Row.of(Scale.PAPER)) {
      Table1Results results = new Table1Results();
      for (Table1Method method : Table1Method.values()) {
        double error = row.published().get(method.ordinal()).get(0);
        results.add("b", row, method, 0, run("finished", 1 - error / 100));
      }
      List<Check> checks = Table1Checks.all(List.of(row), results, "b");
      assertThat(checks).extracting(Check::verdict).containsOnly(Check.Verdict.PASS);
      // The first two methods the other way round.
      Table1Results reversed = new Table1Results();
      for (Table1Method method : Table1Method.values()) {
        double error = row.published().get((4 - method.ordinal()) % 3).get(0);
        reversed.add("b", row, method, 0, run("finished", 1 - error / 100));
      }
      assertThat(Table1Checks.all(List.of(row), reversed, "b"))
          .filteredOn(c -> c.id().endsWith("-order"))
          .extracting(Check::verdict)
          .containsExactly(Check.Verdict.FAIL);
    }
  }

  private static Table run(String outcome, double accuracy) {
    return Table.builder(
            "run",
            "One run",
            Column.text("outcome", ""),
            Column.integer("updates", ""),
            Column.real("train_loss", ""),
            Column.real("train_acc", ""),
            Column.real("test_acc", ""))
        .row(outcome, 1, 0.1, 0.9, accuracy)
        .build();
  }
}
