package org.initlab.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.BackendChoice;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.Arguments;
import picocli.CommandLine.Option;

/** Which backends are timed, in what arithmetic and how long. */
public final class Engines {
  @Option(
      names = "--backend",
      defaultValue = "native,pytorch,mxnet",
      description =
          "backends, or 'all'; ratios are to the second that runs (default: ${DEFAULT-VALUE})")
  private String names;

  @Option(
      names = "--precision",
      defaultValue = "float32",
      description = "float32 or float64 (default: ${DEFAULT-VALUE})")
  private String precision;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "CPU threads of every backend (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "in every one of which every backend is timed (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "0.5",
      description = "of one backend in one round (default: ${DEFAULT-VALUE})")
  private double seconds;

  CompileOptions options() {
    return new CompileOptions(Precision.named(precision), Device.CPU, threads);
  }

  int rounds() {
    return Arguments.positive("--rounds", rounds);
  }

  double seconds() {
    return Arguments.positive("--seconds", seconds);
  }

  /**
   * @param notes of backends that do not run here, one line each
   */
  List<Backend> backends(Consumer<String> notes) {
    Map<String, Backend> byName =
        Guice.createInjector(new BackendModules())
            .getInstance(Key.get(new TypeLiteral<Map<String, Backend>>() {}));
    return new BackendChoice(byName).select(names, notes);
  }

  /** Those of {@code all} that are named, or all where none is. */
  static <T> List<T> named(String what, List<T> all, Function<T, String> name, List<String> names) {
    if (names == null) return all;
    List<T> chosen = new ArrayList<>();
    for (String wanted : names) {
      chosen.add(
          all.stream()
              .filter(one -> name.apply(one).equals(wanted))
              .findFirst()
              .orElseThrow(() -> Arguments.unknown(what, wanted, all.stream().map(name).toList())));
    }
    return chosen;
  }

  /** Every backend on the class path. */
  private static final class BackendModules extends AbstractModule {
    @Override
    protected void configure() {
      MapBinder.newMapBinder(binder(), String.class, Backend.class);
      ServiceLoader.load(Module.class).forEach(this::install);
    }
  }
}
