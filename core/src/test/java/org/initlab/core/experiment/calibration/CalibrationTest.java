package org.initlab.core.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.DataFolders;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;

/** Calibration of an experiment whose margins are known functions of the seed. */
class CalibrationTest {
  private static final Calibration CALIBRATION = new Calibration(new Known(), 5, 10);

  @Test
  void everySeedIsAUnitAndEveryCheckARow() {
    Recorder context = new Recorder();
    Result result = CALIBRATION.run(context);
    assertThat(context.units).hasSize(10).startsWith("known/seed-5").endsWith("known/seed-14");
    Table outcomes = result.tables().get(1);
    assertThat(outcomes.rows()).hasSize(30);
    assertThat(outcomes.real(0, "margin")).isCloseTo(0.5, within(1e-15));
    assertThat(outcomes.real(3, "margin")).isCloseTo(0.6, within(1e-15));
  }

  @Test
  void aSummaryHasARowPerCheck() {
    Table summary = CALIBRATION.run(new Recorder()).tables().get(0);
    assertThat(Calibration.isSummary(summary)).isTrue();
    assertThat(summary.rows()).extracting(r -> r.get(1)).containsExactly("rising", "exact", "off");
    // Margins 0.5, 0.6, …, 1.4: four are above 1, for the fifth, 1.0, is on the edge and passes.
    assertThat(summary.rows().get(0).get(3)).isEqualTo(4L);
    assertThat(summary.real(0, "largest")).isCloseTo(1.4, within(1e-12));
    assertThat(summary.real(0, "mean")).isCloseTo(0.95, within(1e-12));
    // s² = 0.01·(10² − 1)/12·10/9.
    assertThat(summary.real(0, "deviation"))
        .isCloseTo(Math.sqrt(0.01 * 99 / 12 * 10 / 9), within(1e-12));
    assertThat(summary.rows().get(1).get(3)).isEqualTo(0L);
    assertThat(summary.rows().get(1).get(8)).isEqualTo("constant");
    assertThat(summary.rows().get(2).get(3)).isEqualTo(10L);
    assertThat(summary.real(2, "estimated_rate")).isEqualTo(1);
  }

  /** Rates of 0.1, 0 and 0: one failure is expected, 14 happen, and 6 are allowed. */
  @Test
  void moreFailuresThanStatedAreCaught() {
    Check check = CALIBRATION.run(new Recorder()).checks().get(0);
    assertThat(check.measured()).isEqualTo(14);
    // P(K > 5) = 5.9e-4, P(K > 6) = 8.3e-5 at expectation 1.
    assertThat(check.tolerance()).isEqualTo(6);
    assertThat(check.verdict()).isEqualTo(Check.Verdict.FAIL);
  }

  @Test
  void oneSeedIsNoCalibration() {
    assertThatThrownBy(() -> new Calibration(new Known(), 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("seeds must be at least 2, was 1");
  }

  /** A margin of a tenth of the seed, an exact check, and one that is always off. */
  private static final class Known implements Experiment {
    @Override
    public String id() {
      return "known";
    }

    @Override
    public String title() {
      return "Known margins";
    }

    @Override
    public String description() {
      return "Known margins.";
    }

    @Override
    public List<Paper> papers() {
      return List.of(Bibliography.SAXE_2014);
    }

    @Override
    public Result run(RunContext context) {
      long seed = context.seed().value();
      context.unit("drawn", () -> Table.builder("t", "t").build());
      return new Result(
          List.of(),
          List.of(),
          List.of(
              new Check("rising", "", "", 0, seed, 0, 10, 0.1),
              new Check("exact", "", "", 7, 7, 0, 0, 0),
              new Check("off", "", "", 7, 8, 0, 0, 0)));
    }
  }

  private static final class Recorder implements RunContext {
    private final List<String> units = new ArrayList<>();

    @Override
    public Scale scale() {
      return Scale.SMOKE;
    }

    @Override
    public Seed seed() {
      return new Seed(0);
    }

    @Override
    public List<Backend> backends() {
      return List.of();
    }

    @Override
    public CompileOptions options() {
      return CompileOptions.cpu(Precision.FLOAT64);
    }

    @Override
    public DataFolders data() {
      return new DataFolders(List.of(Path.of("no-such-folder")));
    }

    @Override
    public Progress progress() {
      return Progress.SILENT;
    }

    @Override
    public Table unit(String key, Supplier<Table> work) {
      units.add(key);
      return work.get();
    }
  }
}
