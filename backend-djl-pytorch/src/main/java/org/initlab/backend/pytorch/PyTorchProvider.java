package org.initlab.backend.pytorch;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.backend.djl.EngineAdapter;
import org.initlab.backend.djl.EngineLoadException;
import org.initlab.backend.djl.EngineLoading;
import org.initlab.backend.djl.EngineProvider;
import org.initlab.backend.djl.NativeProcess;

/** PyTorch's engine by name. */
final class PyTorchProvider implements EngineProvider {
  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public String description() {
    return "PyTorch (libtorch) by DJL; CPU, and CUDA where supplied";
  }

  /** Downloads are for CUDA alone, whose libraries are on no class path; see docs/GPU.md. */
  @Override
  public EngineAdapter load() throws EngineLoadException {
    return new EngineLoading(
            "PyTorch",
            "pytorch",
            "PYTORCH_LIBRARY_PATH",
            PyTorchProvider::cuda,
            PyTorchProvider::cached)
        .load(NativeProcess::keepFreedMemory, PyTorchAdapter::new);
  }

  private static boolean cuda() {
    return Utils.getEnvOrSystemProperty("PYTORCH_FLAVOR") != null || CudaUtils.hasCuda();
  }

  private static Map<String, String> cached(Platform platform) {
    String flavored = platform.getFlavor() + '/' + platform.getClassifier() + '/';
    Map<String, String> resources = new LinkedHashMap<>();
    for (String library : platform.getLibraries()) {
      resources.put(library, "pytorch/" + flavored + library);
    }
    String jni = System.mapLibraryName("djl_torch");
    resources.put(
        platform.getApiVersion() + '-' + jni,
        "jnilib/" + platform.getClassifier() + '/' + platform.getFlavor() + '/' + jni);
    return resources;
  }
}
