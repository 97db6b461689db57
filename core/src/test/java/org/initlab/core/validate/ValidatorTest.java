package org.initlab.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.Units;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.testing.NaiveBackend;
import org.junit.jupiter.api.Test;

/**
 * Two engines that sum in opposite orders agree in every quantity; one with a defect does not, and
 * the report names the layer.
 */
class ValidatorTest {
  private static final List<Precision> BOTH = List.of(Precision.FLOAT64, Precision.FLOAT32);

  private static ValidationCase mlp(String id, ArchitectureOptions options, int depth) {
    return all(id, Architectures.mlp(Shape.of(11), 13, depth, 4, options));
  }

  private static ValidationCase all(String id, Network network) {
    return new ValidationCase(id, network, Set.of());
  }

  private static ValidationReport run(
      NaiveBackend other, List<Precision> precisions, List<ValidationCase> cases, String... names) {
    List<Scheme> schemes = Arrays.stream(names).map(Schemes::named).toList();
    return new Validator(
            List.of(NaiveBackend.ascending(), other), precisions, 6, new Seed(1), Device.CPU, 1)
        .run(cases, schemes, Units.NONE, Progress.SILENT);
  }

  private static String cell(Table table, List<Object> row, String column) {
    return (String) row.get(table.column(column));
  }

  @Test
  void enginesThatOnlyRoundDifferentlyAgree() {
    ArchitectureOptions plain = ArchitectureOptions.PLAIN;
    List<ValidationCase> cases =
        new ArrayList<>(
            List.of(
                mlp("weight-norm", ArchitectureOptions.WEIGHT_NORM, 4),
                all("residual", Architectures.residualMlp(11, 3, 13, plain)),
                all(
                    "residual-weight-norm",
                    Architectures.residualMlp(11, 3, 13, ArchitectureOptions.WEIGHT_NORM))));
    for (Nonlinearity f : Nonlinearity.values()) {
      cases.add(mlp(f.id(), plain.withActivation(f), 4));
    }
    String[] schemes = {"he_normal", "orthogonal_proposed", "he_datadep", "constant", "zeros"};
    ValidationReport report = run(NaiveBackend.backwards(), BOTH, cases, schemes);
    assertThat(report.failures().rows()).isEmpty();
    assertThat(report.passed()).isTrue();
    // Agreement is not vacuous: somewhere every elementwise quantity differs.
    for (List<Object> row : report.summary().rows()) {
      String quantity = cell(report.summary(), row, "quantity");
      if (quantity.matches("state|state_gradient|parameter_gradient|loss_trajectory")) {
        assertThat((double) row.get(report.summary().column("worst_ratio")))
            .as("%s", row)
            .isBetween(1e-3, 1.0);
      }
    }
  }

  @Test
  void aHundredLayersAgreeToTenDigitsInFloat64() {
    int[] widths = new int[100];
    Arrays.fill(widths, 16);
    Network deep =
        Architectures.feedForward(
            16, widths, ArchitectureOptions.PLAIN.withActivation(Nonlinearity.TANH));
    ValidationReport report =
        run(
            NaiveBackend.backwards(),
            List.of(Precision.FLOAT64),
            List.of(all("deep", deep)),
            "orthogonal",
            "he_normal");
    assertThat(report.passed()).isTrue();
    Check check = report.checks().get(0);
    assertThat(check.verdict()).isEqualTo(Check.Verdict.PASS);
    assertThat(check.measured()).isGreaterThan(0).isLessThan(1e-10);
  }

  /** Every value of a layer off by a factor. */
  private static NaiveBackend scaled(String layer, double factor) {
    return NaiveBackend.flawed(
        (name, values) ->
            name.equals(layer) ? Arrays.stream(values).map(v -> v * factor).toArray() : values);
  }

  private static void assertFirstOver(ValidationReport report, String quantity, String layer) {
    Table table = report.table();
    List<List<Object>> rows =
        table.rows().stream().filter(r -> cell(table, r, "quantity").equals(quantity)).toList();
    assertThat(rows).isNotEmpty();
    for (List<Object> row : rows) {
      assertThat(cell(table, row, "first_layer_over")).as("%s", row).isEqualTo(layer);
      assertThat(cell(table, row, "verdict")).isEqualTo("FAIL");
    }
    assertThat(report.passed()).isFalse();
  }

  @Test
  void aSmallErrorIsFoundAndItsLayerNamed() {
    List<ValidationCase> cases = List.of(mlp("mlp", ArchitectureOptions.PLAIN, 4));
    // 1e-12 is 9,000 units in the last place of float64 but 50 times the bound of layer 3.
    ValidationReport report =
        run(scaled("model.4", 1 + 1e-12), List.of(Precision.FLOAT64), cases, "he_normal");
    assertFirstOver(report, "state", "model.4");
    assertFirstOver(report, "state_norm_ratio", "model.4");
    assertThat(report.failures().rows()).isNotEmpty();
  }

  @Test
  void halfPrecisionDoesNotPassForSinglePrecision() {
    NaiveBackend half =
        NaiveBackend.flawed(
            (name, values) ->
                Arrays.stream(values)
                    .map(v -> (float) (v + v * 0x1p13) - (float) (v * 0x1p13))
                    .toArray());
    List<ValidationCase> cases = List.of(mlp("mlp", ArchitectureOptions.PLAIN, 4));
    ValidationReport report = run(half, List.of(Precision.FLOAT32), cases, "he_normal");
    assertFirstOver(report, "state", "model.0");
  }

  @Test
  void aZeroThatIsNotExactIsFound() {
    NaiveBackend leak =
        NaiveBackend.flawed(
            (name, values) ->
                name.equals("model.3")
                    ? Arrays.stream(values).map(v -> v == 0 ? -1e-9 : v).toArray()
                    : values);
    List<ValidationCase> cases = List.of(mlp("mlp", ArchitectureOptions.PLAIN, 2));
    ValidationReport report = run(leak, List.of(Precision.FLOAT64), cases, "he_normal");
    assertFirstOver(report, "state_zero_fraction", "model.3");
  }

  @Test
  void anInfinityInOneEngineIsFound() {
    NaiveBackend overflow =
        NaiveBackend.flawed(
            (name, values) -> {
              double[] v = values.clone();
              if (name.equals("model.2")) v[0] = Double.POSITIVE_INFINITY;
              return v;
            });
    List<ValidationCase> cases = List.of(mlp("mlp", ArchitectureOptions.PLAIN, 2));
    ValidationReport report = run(overflow, List.of(Precision.FLOAT64), cases, "he_normal");
    assertFirstOver(report, "state_non_finite", "model.2");
  }

  @Test
  void theTableHasARowForEveryQuantityAndTheSummaryCountsThem() {
    List<ValidationCase> cases = List.of(mlp("mlp", ArchitectureOptions.PLAIN, 2));
    ValidationReport report = run(NaiveBackend.backwards(), BOTH, cases, "he_normal", "zeros");
    assertThat(report.table().rows()).hasSize(2 * 2 * Quantity.values().length);
    assertThat(report.summary().rows()).hasSize(2 * Quantity.values().length);
    int count = report.summary().column("cases");
    assertThat(report.summary().rows()).allMatch(r -> r.get(count).equals(2L));
    assertThat(report.checks()).isEmpty();
  }

  @Test
  void keptUnitsMakeTheSameReportWithoutAnyWork() {
    List<ValidationCase> cases =
        List.of(
            mlp("shallow", ArchitectureOptions.PLAIN, 1), mlp("mlp", ArchitectureOptions.PLAIN, 2));
    List<Scheme> schemes = List.of(Schemes.named("he"), Schemes.named("orthogonal"));
    List<Backend> two = List.of(NaiveBackend.ascending(), scaled("model.2", 1.5));
    Validator validator = new Validator(two, BOTH, 6, new Seed(1), Device.CPU, 1);
    Map<String, Table> kept = new LinkedHashMap<>();
    Units keeping = (key, work) -> kept.computeIfAbsent(key, k -> work.get());
    ValidationReport first = validator.run(cases, schemes, keeping, Progress.SILENT);
    assertThat(kept.keySet())
        .containsExactly("shallow/he", "shallow/orthogonal", "mlp/he", "mlp/orthogonal");
    Units reading = (key, work) -> kept.get(key);
    assertThat(validator.run(cases, schemes, reading, Progress.SILENT)).isEqualTo(first);
  }

  @Test
  void aDeviceIsForTheBackendsThatHaveIt() {
    List<Device> compiled = new ArrayList<>();
    Backend other = new OnDevice(NaiveBackend.backwards(), Device.gpu(0), compiled);
    List<Backend> two = List.of(NaiveBackend.ascending(), other);
    Validator validator = new Validator(two, BOTH, 2, new Seed(1), Device.gpu(0), 1);
    List<ValidationCase> cases = List.of(mlp("mlp", ArchitectureOptions.PLAIN, 1));
    List<Scheme> schemes = List.of(Schemes.named("he_normal"));
    // The naive engine refuses every device but the CPU.
    assertThat(validator.run(cases, schemes, Units.NONE, Progress.SILENT).passed()).isTrue();
    assertThat(compiled).isNotEmpty().containsOnly(Device.gpu(0));
    assertThat(validator.deviceOf(two.get(0))).isEqualTo(Device.CPU);
  }

  /** A CPU engine that says it is on another device, and notes what it was asked for. */
  private record OnDevice(Backend engine, Device device, List<Device> compiled) implements Backend {
    @Override
    public String name() {
      return "elsewhere";
    }

    @Override
    public String description() {
      return engine.description();
    }

    @Override
    public Availability availability() {
      return engine.availability();
    }

    @Override
    public Set<Capability> capabilities() {
      return engine.capabilities();
    }

    @Override
    public List<Device> devices() {
      return List.of(Device.CPU, device);
    }

    @Override
    public Map<String, String> provenance() {
      return engine.provenance();
    }

    @Override
    public Model compile(Network network, Parameters parameters, CompileOptions options) {
      compiled.add(options.device());
      return engine.compile(network, parameters, CompileOptions.cpu(options.precision()));
    }
  }

  @Test
  void badInputIsNamed() {
    Backend one = NaiveBackend.ascending();
    Seed seed = new Seed(1);
    assertThatThrownBy(() -> new Validator(List.of(one), BOTH, 6, seed, Device.CPU, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("validation compares at least two different backends, was given [ascending]");
    assertThatThrownBy(() -> new Validator(List.of(one, one), BOTH, 6, seed, Device.CPU, 1))
        .isInstanceOf(InvalidInputException.class);
    List<Backend> two = List.of(one, NaiveBackend.backwards());
    assertThatThrownBy(() -> new Validator(two, BOTH, 1, seed, Device.CPU, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("batch must be at least 2, was 1");
    assertThatThrownBy(() -> new Validator(two, List.of(), 2, seed, Device.CPU, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("validation needs a precision");
    assertThatThrownBy(() -> new Validator(two, BOTH, 2, seed, Device.gpu(1), 1))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("device gpu:1 is not available on any of the backends [ascending, descending]");
    Validator validator = new Validator(two, BOTH, 2, seed, Device.CPU, 1);
    assertThatThrownBy(() -> validator.run(List.of(), Schemes.all(), Units.NONE, Progress.SILENT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("no initializer fits any network of the grid");
  }
}
