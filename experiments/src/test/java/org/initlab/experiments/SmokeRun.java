package org.initlab.experiments;

import java.util.List;
import java.util.ServiceLoader;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;

/** Experiments at smoke scale, seed 1, in their own precision, on native or something like it. */
public final class SmokeRun {
  public static final Backend NATIVE = new NativeBackend();

  private SmokeRun() {}

  /** The registered experiment of this id. */
  public static Experiment experiment(String id) {
    return ServiceLoader.load(Experiment.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(e -> e.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  public static Result of(String id, Backend... backends) {
    Experiment e = experiment(id);
    CompileOptions options = CompileOptions.cpu(e.precision());
    return e.run(InMemoryContext.of(Scale.SMOKE, 1, options, backends));
  }

  public static List<String> failures(Result result) {
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }

  /** native with every weight and bias times {@code factor}. */
  public static Backend withScaledWeights(double factor) {
    return AlteredBackend.ofWeights("native", NATIVE, p -> Alterations.allScaled(p, factor));
  }
}
