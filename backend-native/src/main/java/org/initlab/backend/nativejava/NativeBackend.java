package org.initlab.backend.nativejava;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.backend.nativejava.kernel.KernelProvider;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.ThreadPartition;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.ScalarProvider;
import org.initlab.backend.nativejava.simd.SimdProvider;
import org.initlab.backend.nativejava.simd.SimdSupport;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Model;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pure-Java reference: every kernel and every derivative is written out here. It runs on the
 * Vector API where the JVM offers it and on plain loops elsewhere; which, is decided once.
 */
public final class NativeBackend implements Backend {
  public static final String NAME = "native";

  private static final Logger LOG = LoggerFactory.getLogger(NativeBackend.class);

  private KernelProvider provider;

  /** A backend with the fastest kernels of this JVM. */
  public NativeBackend() {}

  private NativeBackend(KernelProvider provider) {
    this.provider = provider;
  }

  /** A backend with the plain loops, the readable truth of both precisions. */
  public static NativeBackend scalar() {
    return new NativeBackend(new ScalarProvider());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "pure-Java reference, the same bits for any number of threads";
  }

  @Override
  public Availability availability() {
    provider();
    return Availability.YES;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.FLOAT32,
        Capability.FLOAT64,
        Capability.EXACT_HVP,
        Capability.BITWISE_REPRODUCIBLE,
        Capability.CHECKPOINTING);
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("engine", "initlab native");
    entries.put("kernels", provider().description());
    entries.put("jvm", Runtime.version().toString());
    return entries;
  }

  @Override
  public Model compile(Network network, Parameters parameters, CompileOptions options) {
    if (!options.device().equals(Device.CPU)) {
      throw new UnavailableException(
          "backend '"
              + NAME
              + "' has no device "
              + options.device()
              + ", it has cpu (capability GPU is not among "
              + capabilities()
              + ")");
    }
    parameters.requireFit(network);
    WorkPool pool = new WorkPool(options.threads());
    Partition shares = new ThreadPartition(pool);
    return switch (options.precision()) {
      case FLOAT64 ->
          new NativeModel<>(
              network, parameters, options, provider().float64(pool), shares, pool::close);
      case FLOAT32 ->
          new NativeModel<>(
              network, parameters, options, provider().float32(pool), shares, pool::close);
    };
  }

  private synchronized KernelProvider provider() {
    if (provider == null) {
      if (SimdSupport.available()) {
        provider = new SimdProvider();
      } else {
        LOG.warn("native backend uses its scalar kernels: {}", SimdSupport.remedy());
        provider = new ScalarProvider();
      }
    }
    return provider;
  }
}
