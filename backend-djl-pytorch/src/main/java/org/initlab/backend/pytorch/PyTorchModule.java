package org.initlab.backend.pytorch;

import com.google.auto.service.AutoService;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import org.initlab.backend.djl.DjlBackend;
import org.initlab.core.backend.Backend;

/** Binds the backend {@code pytorch}. */
@AutoService(Module.class)
public final class PyTorchModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, Backend.class)
        .addBinding("pytorch")
        .toInstance(new DjlBackend(new PyTorchProvider()));
  }
}
