package org.initlab.backend.pytorch;

import org.initlab.backend.djl.AvailabilitySuite;
import org.initlab.backend.djl.DjlBackend;

/** What is said when the natives are missing or damaged. */
class PyTorchAvailabilityTest extends AvailabilitySuite {
  @Override
  protected Class<?> main() {
    return Describe.class;
  }

  @Override
  protected String engine() {
    return "PyTorch";
  }

  @Override
  protected String nativesJar() {
    return "pytorch-native-";
  }

  @Override
  protected String library() {
    return "torch_cpu";
  }

  /** Runs in a process of its own. */
  static final class Describe {
    private Describe() {}

    public static void main(String[] args) {
      describe(new DjlBackend(new PyTorchProvider()));
    }
  }
}
