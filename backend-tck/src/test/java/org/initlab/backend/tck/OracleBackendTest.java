package org.initlab.backend.tck;

import org.initlab.core.backend.Backend;

/** The contract can be met: a backend made of the oracle passes it. */
class OracleBackendTest extends BackendContract {
  private final Backend backend = new OracleBackend();

  @Override
  public Backend backend() {
    return backend;
  }
}
