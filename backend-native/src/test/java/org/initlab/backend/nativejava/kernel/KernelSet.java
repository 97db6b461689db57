package org.initlab.backend.nativejava.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.ScalarProvider;
import org.initlab.backend.nativejava.simd.SimdProvider;
import org.initlab.core.backend.Precision;

/** The kernels of one precision and instruction set, with what tests need to speak to them. */
record KernelSet<A>(String name, Precision precision, Kernels<A> kernels) {
  private static final WorkPool ONE = new WorkPool(1);

  /** Every instruction set in both precisions. */
  static Stream<KernelSet<?>> all() {
    return Stream.of(new ScalarProvider(), new SimdProvider())
        .flatMap(
            provider ->
                Stream.of(
                    new KernelSet<>(
                        provider.description() + " float64",
                        Precision.FLOAT64,
                        provider.float64(ONE)),
                    new KernelSet<>(
                        provider.description() + " float32",
                        Precision.FLOAT32,
                        provider.float32(ONE))));
  }

  /** The plain loops in both precisions. */
  static Stream<KernelSet<?>> scalar() {
    return all().filter(set -> set.name.startsWith("scalar"));
  }

  static List<Boolean> addOrAssign() {
    return List.of(false, true);
  }

  /** Unit roundoff. */
  double u() {
    return precision.unitRoundoff();
  }

  A array(double... values) {
    return kernels.storage().copy(values);
  }

  double[] values(A array) {
    return kernels.storage().export(array, kernels.storage().length(array));
  }

  /** The values as this precision holds them. */
  double[] rounded(double... values) {
    return values(array(values));
  }

  @Override
  public String toString() {
    return name;
  }
}
