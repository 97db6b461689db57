package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import java.util.Map;
import java.util.ServiceLoader;
import org.initlab.core.backend.Backend;
import org.junit.jupiter.api.Test;

/** The backend is found on the class path, without being named anywhere else. */
class NativeModuleTest {
  @Test
  void serviceLoaderFindsTheModuleAndTheModuleBindsOneBackend() {
    Map<String, Backend> backends =
        Guice.createInjector(ServiceLoader.load(Module.class))
            .getInstance(Key.get(new TypeLiteral<Map<String, Backend>>() {}));
    assertThat(backends).containsOnlyKeys("native");
    assertThat(backends.get("native").name()).isEqualTo("native");
  }
}
