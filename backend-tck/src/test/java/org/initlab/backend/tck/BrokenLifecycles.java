package org.initlab.backend.tck;

import java.util.Arrays;
import java.util.Collections;
import java.util.TreeMap;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Models with one mistake between compile and close. */
final class BrokenLifecycles {
  private BrokenLifecycles() {}

  static OracleModel optionsForgotten(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public CompileOptions options() {
        return CompileOptions.cpu(o.precision());
      }
    };
  }

  /** The names in reverse order of the alphabet. */
  static OracleModel parametersSorted(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Parameters parameters() {
        TreeMap<String, Tensor> sorted = new TreeMap<>(Collections.reverseOrder());
        sorted.putAll(super.parameters().asMap());
        return Parameters.of(sorted);
      }
    };
  }

  /** Truncates to float32 instead of rounding to nearest. */
  static OracleModel truncating(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    boolean single = o.precision() == Precision.FLOAT32;
    return new OracleModel(b, n, single ? p.map(BrokenLifecycles::truncated) : p, o);
  }

  private static Tensor truncated(Tensor t) {
    double[] data = t.data().clone();
    for (int k = 0; k < data.length; k++) {
      data[k] = Double.longBitsToDouble(Double.doubleToRawLongBits(data[k]) & -1L << 29);
    }
    return Tensor.of(t.shape(), data);
  }

  /** Computes with the very arrays that it was given. */
  static OracleModel sharing(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    OracleModel model = new OracleModel(b, n, p, o);
    if (o.precision() == Precision.FLOAT64) model.replace(p);
    return model;
  }

  /** Trains in the arrays that it has borrowed. */
  static OracleModel writesToWhatItBorrowed(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public void update(UpdateRule rule) {
        super.update(rule);
        if (!o.borrowsParameters()) return;
        for (String name : p.names()) {
          double[] borrowed = p.get(name).data();
          System.arraycopy(parameters().get(name).data(), 0, borrowed, 0, borrowed.length);
        }
      }
    };
  }

  /** Updates the arrays that it has handed out. */
  static OracleModel snapshotsThatMove(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public void update(UpdateRule rule) {
        Parameters handedOut = super.parameters();
        super.update(rule);
        Parameters after = super.parameters();
        for (String name : after.names()) {
          double[] live = handedOut.get(name).data();
          System.arraycopy(after.get(name).data(), 0, live, 0, live.length);
        }
        replace(handedOut);
      }
    };
  }

  /** Uses the caller's batch as scratch space. */
  static OracleModel inputsOverwritten(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        Tensor y = super.forward(inputs, mode, states);
        Arrays.fill(inputs.data(), 0);
        return y;
      }
    };
  }

  static OracleModel usableAfterClose(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      void requireOpen() {}
    };
  }

  /** Bound to the thread that compiled it. */
  static OracleModel confined(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    Thread owner = Thread.currentThread();
    return new OracleModel(b, n, p, o) {
      @Override
      void requireOpen() {
        super.requireOpen();
        if (Thread.currentThread() != owner) throw new IllegalStateException("wrong thread");
      }
    };
  }
}
