package org.initlab.backend.mxnet;

import ai.djl.mxnet.jna.LibUtils;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Map;

/** The thread count of MXNet's operators on the calling thread, which DJL has no method for. */
final class OpenMpThreads {
  private final MxnetLibrary library;

  OpenMpThreads() {
    // Opened as DJL does, lazily and with local symbols.
    Map<String, Object> flags =
        Platform.isLinux() ? Map.of(Library.OPTION_OPEN_FLAGS, 1) : Map.of();
    library = Native.load(LibUtils.getLibName(), MxnetLibrary.class, flags);
  }

  /** MXNet's function for it. */
  interface MxnetLibrary extends Library {
    int MXSetNumOMPThreads(int threads);
  }

  void set(int threads) {
    library.MXSetNumOMPThreads(threads);
  }
}
