package org.initlab.backend.mxnet;

import org.initlab.backend.djl.DjlBackend;
import org.initlab.backend.tck.BackendContract;
import org.initlab.core.backend.Backend;

/** The contract of docs/BACKEND-SPEC.md. */
class MxnetContractTest extends BackendContract {
  private final Backend backend = new DjlBackend(new MxnetProvider());

  @Override
  public Backend backend() {
    return backend;
  }
}
