package org.initlab.backend.mxnet;

import com.google.auto.service.AutoService;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import org.initlab.backend.djl.DjlBackend;
import org.initlab.core.backend.Backend;

/** Binds the backend {@code mxnet}. */
@AutoService(Module.class)
public final class MxnetModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, Backend.class)
        .addBinding("mxnet")
        .toInstance(new DjlBackend(new MxnetProvider()));
  }
}
