package org.initlab.backend.djl;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The process's environment and standard error as native code sees them, which Java cannot change.
 */
public final class NativeProcess {
  private static final int STANDARD_ERROR = 2;
  private static final int WRITE_ONLY = 1;

  // Of glibc's malloc.h.
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_TOP_PAD = -2;
  private static final int M_MMAP_THRESHOLD = -3;
  private static final int LARGEST_MMAP_THRESHOLD = 32 << 20;
  private static final int ARENA_HEAP = 64 << 20;

  private NativeProcess() {}

  /** The functions of POSIX's C library that are needed. */
  interface Posix extends Library {
    int setenv(String name, String value, int overwrite);

    int open(String path, int flags);

    int dup(int descriptor);

    int dup2(int from, int to);

    int close(int descriptor);
  }

  /** The function of glibc that is needed. */
  interface Allocator extends Library {
    int mallopt(int parameter, int value);
  }

  /** The function of Windows' C runtime that is needed. */
  interface Windows extends Library {
    int _putenv_s(String name, String value);
  }

  /** Sets a variable that libraries loaded from now on see, unless the user has set it. */
  public static void setIfAbsent(String name, String value) {
    if (System.getenv(name) == null) set(name, value);
  }

  /** Sets a variable that libraries loaded from now on see. */
  public static void set(String name, String value) {
    if (Platform.isWindows()) {
      Native.load("ucrtbase", Windows.class)._putenv_s(name, value);
    } else {
      Native.load("c", Posix.class).setenv(name, value, 1);
    }
  }

  /**
   * Lets glibc's allocator keep what is freed, but for arrays of 32 MiB and more. The arrays of one
   * training step are those of the next; by default their pages go back to the system in between
   * and are mapped and cleared again, which took a tenth of a step. Other C libraries have no such
   * setting.
   */
  public static void keepFreedMemory() {
    if (!Platform.isLinux()) return;
    Allocator c = Native.load("c", Allocator.class);
    c.mallopt(M_MMAP_THRESHOLD, LARGEST_MMAP_THRESHOLD);
    c.mallopt(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
    c.mallopt(M_TOP_PAD, ARENA_HEAP);
  }

  /**
   * Runs {@code action} while what native code writes to standard error goes nowhere; on Windows,
   * where each C runtime has descriptors of its own, it just runs.
   */
  public static void withoutStandardError(Runnable action) {
    if (Platform.isWindows()) {
      action.run();
      return;
    }
    Posix c = Native.load("c", Posix.class);
    int nowhere = c.open("/dev/null", WRITE_ONLY);
    int saved = c.dup(STANDARD_ERROR);
    c.dup2(nowhere, STANDARD_ERROR);
    try {
      action.run();
    } finally {
      c.dup2(saved, STANDARD_ERROR);
      c.close(saved);
      c.close(nowhere);
    }
  }
}
