package org.initlab.backend.nativejava.simd;

/**
 * Whether the SIMD kernels can be used. The only door to this package: classes behind it are linked
 * against the module {@code jdk.incubator.vector}, and a JVM started without that module must never
 * load one of them.
 */
public final class SimdSupport {
  private static final String MODULE = "jdk.incubator.vector";

  private SimdSupport() {}

  /** Whether the JVM was started with the Vector API's module. */
  public static boolean available() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Why there are no SIMD kernels and what to do about it, in one line. */
  public static String remedy() {
    return "the JVM runs without the module "
        + MODULE
        + "; start it with --add-modules "
        + MODULE
        + " for the SIMD kernels";
  }

  /**
   * The width of the preferred vectors in bits.
   *
   * @throws IllegalStateException if there are no SIMD kernels
   */
  public static int vectorBits() {
    if (!available()) throw new IllegalStateException(remedy());
    return VectorRegisters.bits();
  }
}
