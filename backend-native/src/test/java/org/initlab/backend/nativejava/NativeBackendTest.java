package org.initlab.backend.nativejava;

import org.initlab.backend.tck.BackendContract;
import org.initlab.core.backend.Backend;

/** The contract, on the kernels that users get. */
class NativeBackendTest extends BackendContract {
  private final Backend backend = new NativeBackend();

  @Override
  public Backend backend() {
    return backend;
  }
}
