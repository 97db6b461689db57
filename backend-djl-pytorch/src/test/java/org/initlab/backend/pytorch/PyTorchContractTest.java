package org.initlab.backend.pytorch;

import org.initlab.backend.djl.DjlBackend;
import org.initlab.backend.tck.BackendContract;
import org.initlab.core.backend.Backend;

/** The contract of docs/BACKEND-SPEC.md. */
class PyTorchContractTest extends BackendContract {
  private final Backend backend = new DjlBackend(new PyTorchProvider());

  @Override
  public Backend backend() {
    return backend;
  }
}
