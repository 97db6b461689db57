package org.initlab.core.backend;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.initlab.core.error.InvalidInputException;

/** Where a network runs: the CPU, or the GPU with the given index. */
public record Device(Kind kind, int index) {
  /** The kinds of device. */
  public enum Kind {
    CPU,
    GPU
  }

  public static final Device CPU = new Device(Kind.CPU, 0);

  private static final Pattern TEXT = Pattern.compile("cpu|gpu(?::(\\d{1,3}))?");

  public static Device gpu(int index) {
    return new Device(Kind.GPU, index);
  }

  /** Reads {@code cpu}, {@code gpu} or {@code gpu:N}. */
  public static Device parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new InvalidInputException("device must be cpu, gpu or gpu:N, was '" + text + "'");
    }
    if (text.equals("cpu")) return CPU;
    return gpu(m.group(1) == null ? 0 : Integer.parseInt(m.group(1)));
  }

  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "gpu:" + index;
  }
}
