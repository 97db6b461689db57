package org.initlab.backend.mxnet;

import ai.djl.engine.Engine;
import org.initlab.backend.djl.EngineAdapter;
import org.initlab.backend.djl.EngineLoadException;
import org.initlab.backend.djl.EngineLoading;
import org.initlab.backend.djl.EngineProvider;

/** MXNet's engine by name. */
final class MxnetProvider implements EngineProvider {
  @Override
  public String name() {
    return "mxnet";
  }

  @Override
  public String description() {
    return "MXNet 1.9.1 (oneDNN, retired upstream) by DJL; CPU";
  }

  @Override
  public EngineAdapter load() throws EngineLoadException {
    // MXNet reads its environment when it is loaded. The naive engine takes its thread count from
    // the caller, so that it can differ between models; without OMP_NUM_THREADS MXNet would use
    // half of the processors and set the OpenMP library that PyTorch shares to that, too.
    NativeProcess.set("MXNET_ENGINE_TYPE", "NaiveEngine");
    NativeProcess.setIfAbsent(
        "OMP_NUM_THREADS", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Engine engine = new EngineLoading("MXNet", "mxnet", "MXNET_LIBRARY_PATH", p -> "").load();
    NativeProcess.withoutStandardError(() -> engine.newBaseManager().create(0f).close());
    return new MxnetAdapter(engine);
  }
}
