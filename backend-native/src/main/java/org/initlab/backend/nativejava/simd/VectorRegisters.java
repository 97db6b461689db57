package org.initlab.backend.nativejava.simd;

import java.util.Locale;
import jdk.incubator.vector.DoubleVector;

/** The vector registers of this machine, by which the kernels choose the shape of their tiles. */
final class VectorRegisters {
  /** x86 has 16 registers of up to 256 bits (AVX2); of 512 bits (AVX-512), and on Arm, 32. */
  static final boolean SIXTEEN = isX86() && bits() <= 256;

  private VectorRegisters() {}

  static int bits() {
    return DoubleVector.SPECIES_PREFERRED.vectorBitSize();
  }

  private static boolean isX86() {
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return architecture.equals("amd64") || architecture.equals("x86_64");
  }
}
