package org.initlab.cli;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Model;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * A second engine that every machine has: the plain loops behind the SIMD kernels. Being on the
 * class path is all that the command line needs to find it.
 */
public final class ScalarEngineModule extends AbstractModule {
  static final String NAME = "scalar";

  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, Backend.class)
        .addBinding(NAME)
        .toInstance(new Renamed(NAME, NativeBackend.scalar()));
  }

  /** An engine under another name. */
  private record Renamed(String name, Backend engine) implements Backend {
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
      return engine.devices();
    }

    @Override
    public Map<String, String> provenance() {
      return engine.provenance();
    }

    @Override
    public Model compile(Network network, Parameters parameters, CompileOptions options) {
      return engine.compile(network, parameters, options);
    }
  }
}
