package org.initlab.backend.mxnet;

import org.initlab.backend.djl.AvailabilitySuite;
import org.initlab.backend.djl.DjlBackend;

/** What is said when the natives are missing or damaged. */
class MxnetAvailabilityTest extends AvailabilitySuite {
  @Override
  protected Class<?> main() {
    return Describe.class;
  }

  @Override
  protected String engine() {
    return "MXNet";
  }

  @Override
  protected String nativesJar() {
    return "mxnet-native-";
  }

  @Override
  protected String library() {
    return "mxnet";
  }

  /** Runs in a process of its own. */
  static final class Describe {
    private Describe() {}

    public static void main(String[] args) {
      describe(new DjlBackend(new MxnetProvider()));
    }
  }
}
