package org.initlab.backend.nativejava;

import com.google.auto.service.AutoService;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import org.initlab.core.backend.Backend;

/** Binds the native backend under its name. */
@AutoService(Module.class)
public final class NativeModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, Backend.class)
        .addBinding(NativeBackend.NAME)
        .toProvider(NativeBackend::new)
        .in(Singleton.class);
  }
}
