package org.initlab.backend.pytorch;

import ai.djl.engine.Engine;
import org.initlab.backend.djl.EngineAdapter;
import org.initlab.backend.djl.EngineLoadException;
import org.initlab.backend.djl.EngineProvider;

/** PyTorch's engine by name. */
final class PyTorchProvider implements EngineProvider {
  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public String description() {
    return "PyTorch 2.7.1 (libtorch) by DJL; CPU, CUDA where supplied";
  }

  @Override
  public EngineAdapter load() throws EngineLoadException {
    Engine engine =
        new org.initlab.backend.djl.EngineLoading(
                "PyTorch", "pytorch", "PYTORCH_LIBRARY_PATH", p -> "")
            .load();
    return new PyTorchAdapter(engine);
  }
}
