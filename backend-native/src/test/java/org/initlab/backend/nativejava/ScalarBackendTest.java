package org.initlab.backend.nativejava;

import org.initlab.backend.tck.BackendContract;
import org.initlab.core.backend.Backend;

/** The contract, on the plain loops. */
class ScalarBackendTest extends BackendContract {
  private final Backend backend = NativeBackend.scalar();

  @Override
  public Backend backend() {
    return backend;
  }
}
