package org.initlab.backend.mxnet;

import ai.djl.engine.Engine;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.initlab.backend.djl.Activations;
import org.initlab.backend.djl.Constants;
import org.initlab.backend.djl.EngineAdapter;
import org.initlab.backend.djl.SecondOrder;
import org.initlab.backend.djl.Tape;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.network.Nonlinearity;

/** What is particular to MXNet. */
final class MxnetAdapter implements EngineAdapter {
  private final Engine engine;
  private final OpenMpThreads threads = new OpenMpThreads();
  // The naive engine runs every operator at once on the calling thread and orders nothing between
  // threads.
  private final ReentrantLock calls = new ReentrantLock();

  MxnetAdapter(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", "MXNet " + engine.getVersion());
    facts.put("djl", Engine.getDjlVersion());
    facts.put("natives", Path.of(LibUtils.getLibName()).getParent().getFileName().toString());
    facts.put("threads", "set per model");
    facts.put("devices", Device.CPU.toString());
    return facts;
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public String deviceLimit() {
    return "MXNet runs on the CPU only here";
  }

  @Override
  public NDManager newManager(Device device) {
    return engine.newBaseManager(ai.djl.Device.cpu());
  }

  @Override
  public Session enter(CompileOptions options) {
    calls.lock();
    threads.set(options.threads());
    return calls::unlock;
  }

  @Override
  public Tape record() {
    return new MxnetTape(engine.newGradientCollector());
  }

  /**
   * None: most operators have no second derivative, and the fully connected one silently gives 0.
   */
  @Override
  public Optional<SecondOrder> secondOrder() {
    return Optional.empty();
  }

  @Override
  public NDArray activation(Nonlinearity function, double slope, NDArray x, Constants constants) {
    return switch (function) {
      case RELU -> relu(x, constants);
      case CRELU -> relu(x, constants).concat(relu(x.neg(), constants), 1);
      case ERF -> ErrorFunction.of(x, constants);
      case GELU ->
          Activations.gelu(
              x, ErrorFunction.of(x.mul(constants.of(Math.sqrt(0.5))), constants), constants);
      default -> Activations.of(function, slope, x, constants);
    };
  }

  /**
   * MXNet's own ReLU makes 0 of NaN, which hides that a run has diverged; its maximum of 0 and x
   * does not, and has the derivative 0 at 0 in its second argument.
   */
  private static NDArray relu(NDArray x, Constants constants) {
    return constants.of(0).maximum(x);
  }
}
