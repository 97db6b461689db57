package org.initlab.backend.pytorch;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.initlab.backend.djl.Activations;
import org.initlab.backend.djl.Constants;
import org.initlab.backend.djl.EngineAdapter;
import org.initlab.backend.djl.FusedPass;
import org.initlab.backend.djl.SecondOrder;
import org.initlab.backend.djl.Tape;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;

/** What is particular to PyTorch. */
final class PyTorchAdapter implements EngineAdapter {
  // The names that JVMs have for processors whose PyTorch comes with oneDNN.
  private static final Set<String> WITH_ONEDNN = Set.of("amd64", "x86_64");

  private final Engine engine;
  private final GradientScript autograd;
  private final PassScript pass;
  private final UpdateScript updates;

  PyTorchAdapter(Engine engine) {
    this.engine = engine;
    NDManager forScript = engine.newBaseManager(ai.djl.Device.cpu());
    this.autograd = new GradientScript(forScript);
    this.pass = new PassScript(forScript, WITH_ONEDNN.contains(System.getProperty("os.arch")));
    this.updates = new UpdateScript(forScript);
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", "PyTorch " + engine.getVersion());
    facts.put("djl", Engine.getDjlVersion());
    facts.put("natives", Path.of(LibUtils.getLibtorchPath()).getFileName().toString());
    facts.put("threads", "set per model");
    facts.put("devices", String.join(", ", devices().stream().map(Device::toString).toList()));
    return facts;
  }

  @Override
  public List<Device> devices() {
    List<Device> devices = new ArrayList<>(List.of(Device.CPU));
    if (hasCuda()) {
      for (int i = 0; i < engine.getGpuCount(); i++) devices.add(Device.gpu(i));
    }
    return List.copyOf(devices);
  }

  @Override
  public String deviceLimit() {
    if (!hasCuda()) {
      return "no CUDA device was found; PyTorch's native libraries here are built for the CPU"
          + " (docs/GPU.md says how to use CUDA ones)";
    }
    int count = engine.getGpuCount();
    if (count == 0) return "no CUDA device was found; see docs/GPU.md";
    return count + (count == 1 ? " CUDA device was found" : " CUDA devices were found");
  }

  @Override
  public NDManager newManager(Device device) {
    return engine.newBaseManager(
        device.kind() == Device.Kind.CPU ? ai.djl.Device.cpu() : ai.djl.Device.gpu(device.index()));
  }

  /**
   * Recording is per thread and on by default in every thread that did not load the engine. The
   * thread count is partly per thread (OpenMP) and partly per process (MKL), so it is set by every
   * call and not set back: that would change it under a model that runs on another thread.
   */
  @Override
  public Session enter(CompileOptions options) {
    boolean recording = JniUtils.isGradMode();
    if (recording) JniUtils.setGradMode(false);
    if (JniUtils.getNumThreads() != options.threads()) JniUtils.setNumThreads(options.threads());
    return () -> {
      if (recording) JniUtils.setGradMode(true);
    };
  }

  @Override
  public Tape record() {
    JniUtils.setGradMode(true);
    return new PyTorchTape(autograd);
  }

  @Override
  public Optional<SecondOrder> secondOrder() {
    return Optional.of(new PyTorchSecondOrder(autograd));
  }

  @Override
  public NDArray activation(Nonlinearity function, double slope, NDArray x, Constants constants) {
    return switch (function) {
      // DJL's own leaky ReLU rounds the slope to float32.
      case LEAKY_RELU -> JniUtils.leakyRelu((PtNDArray) x, slope);
      case GELU -> JniUtils.gelu((PtNDArray) x);
      default -> Activations.of(function, slope, x, constants);
    };
  }

  @Override
  public Optional<FusedPass> fusedPass(Network network, NDManager manager) {
    return PassTable.of(network)
        .map(
            numbers -> {
              try (NDArray aliased = manager.create(numbers)) {
                NDArray table = aliased.duplicate();
                NDScope.unregister(table);
                return (x, labels, parameters) -> pass.run(x, labels, table, parameters);
              }
            });
  }

  /** Autograd gives arrays of their own. */
  @Override
  public NDArray settled(NDArray gradient) {
    return gradient;
  }

  @Override
  public void descend(
      UpdateRule.Sgd rule,
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> momentum,
      boolean first) {
    updates.sgd(rule, parameters, gradients, momentum, first);
  }

  private boolean hasCuda() {
    return engine.hasCapability(StandardCapabilities.CUDA);
  }
}
