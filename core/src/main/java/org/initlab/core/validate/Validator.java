package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.Units;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Runs every network of a grid under every scheme that fits it on every backend and compares all
 * pairs. The weights are drawn once (data-dependent schemes: in float64 on the first backend) and
 * given to all.
 *
 * @param backends two at least; the first one measures the sensitivity
 * @param batch samples in the batch, 2 at least
 * @param device where each backend computes that has it; the others compute on the CPU
 * @param threads CPU threads of each engine
 */
public record Validator(
    List<Backend> backends,
    List<Precision> precisions,
    int batch,
    Seed seed,
    Device device,
    int threads) {
  public Validator {
    backends = List.copyOf(backends);
    precisions = List.copyOf(precisions);
    Set<String> names = new LinkedHashSet<>();
    backends.forEach(b -> names.add(b.name()));
    if (names.size() < 2 || names.size() < backends.size()) {
      throw new InvalidInputException(
          "validation compares at least two different backends, was given "
              + backends.stream().map(Backend::name).toList());
    }
    if (backends.stream().noneMatch(b -> b.devices().contains(device))) {
      throw new UnavailableException(
          "device " + device + " is not available on any of the backends " + names);
    }
    if (precisions.isEmpty()) throw new InvalidInputException("validation needs a precision");
    if (!(batch >= 2)) throw new InvalidInputException("batch must be at least 2, was " + batch);
    Arguments.positive("threads", threads);
  }

  /** Where a backend computes. */
  public Device deviceOf(Backend backend) {
    return backend.devices().contains(device) ? device : Device.CPU;
  }

  /**
   * The report over all cases and schemes.
   *
   * @param units keeps the comparisons of each network and scheme
   * @throws InvalidInputException if no scheme fits any case
   */
  public ValidationReport run(
      List<ValidationCase> cases, List<Scheme> schemes, Units units, Progress progress) {
    long work = 0;
    for (ValidationCase c : cases) work += schemes.stream().filter(c::applies).count();
    if (work == 0) throw new InvalidInputException("no initializer fits any network of the grid");
    progress.start("validate", work);
    ValidationReport.Builder report = new ValidationReport.Builder();
    for (ValidationCase c : cases) {
      for (Scheme scheme : schemes) {
        if (!c.applies(scheme)) continue;
        String key = c.id() + "/" + unitName(scheme);
        report.add(c.network(), units.unit(key, () -> compare(subject(c, scheme))));
        progress.advance(1);
      }
    }
    return report.build();
  }

  /**
   * A scheme's name may have settings, {@code orthogonal:gain=1.2E-5}; a unit's has neither : nor
   * =.
   */
  private static String unitName(Scheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT).replace(':', '.').replace('=', '_');
  }

  private Table compare(Subject drawn) {
    Backend first = backends.get(0);
    CompileOptions exactly = options(first, Precision.FLOAT64);
    Observation start = Observation.of(first, drawn, exactly);
    Subject subject = drawn.withLearningRate(learningRate(start));
    Observation exact = Observation.of(first, subject, exactly);
    Sensitivity sensitivity =
        Sensitivity.measure(first, subject, exact, seed.child(subject.id()), exactly);
    ComparisonRows rows = new ComparisonRows(subject);
    for (Precision precision : precisions) {
      List<Observation> observations = new ArrayList<>();
      for (Backend backend : backends) {
        boolean known = backend == first && precision == Precision.FLOAT64;
        observations.add(
            known ? exact : Observation.of(backend, subject, options(backend, precision)));
      }
      for (int i = 0; i < observations.size(); i++) {
        for (int j = i + 1; j < observations.size(); j++) {
          Observation a = observations.get(i);
          Observation b = observations.get(j);
          rows.add(precision, a, b, Comparison.of(subject, precision, sensitivity, a, b));
        }
      }
    }
    return rows.build();
  }

  private CompileOptions options(Backend backend, Precision precision) {
    return new CompileOptions(precision, deviceOf(backend), threads);
  }

  /** The rate at which one step lowers the loss by a twentieth, to first order; at most 1. */
  private static double learningRate(Observation start) {
    double squares = 0;
    for (Tensor g : start.parameterGradients().asMap().values()) {
      for (double v : g.data()) squares += v * v;
    }
    double rate = 0.05 * Math.abs(start.loss()) / squares;
    return rate > 0 && rate <= 1 ? rate : 1;
  }

  private Subject subject(ValidationCase c, Scheme scheme) {
    Network network = c.network();
    Seed own = seed.child(c.id());
    Tensor inputs = normal(network.input().batched(batch), own.stream("inputs"));
    InitContext context = InitContext.of(own.child(scheme.name())).withThreads(threads);
    if (scheme.needsData()) context = context.withCalibration(inputs, backends.get(0));
    Parameters parameters = scheme.initialize(network, context);
    return new Subject(
        c.id(), network, scheme.name(), parameters, inputs, objective(network, own), 0);
  }

  /** Cross-entropy for a few classes, squared error against random targets for wider outputs. */
  private Objective objective(Network network, Seed own) {
    Shape output = network.output();
    if (output.rank() == 1 && output.dim(0) < 10) {
      int[] labels = new int[batch];
      for (int i = 0; i < batch; i++) labels[i] = i % output.dim(0);
      return new Objective.CrossEntropy(labels);
    }
    return new Objective.MeanSquaredError(normal(output.batched(batch), own.stream("targets")));
  }

  private static Tensor normal(Shape shape, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[shape.size()];
    // Rounded to float32, so that both precisions are given the same numbers.
    for (int i = 0; i < values.length; i++) values[i] = (float) gaussian.sample();
    return Tensor.of(shape, values);
  }
}
