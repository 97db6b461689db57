package org.initlab.core.data.reader;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.initlab.core.error.InvalidInputException;

/** Ends with a clear error what decompresses to more than it may. */
final class LimitedInputStream extends FilterInputStream {
  private final String name;
  private final long limit;
  private long read;

  /**
   * @param limit in bytes, a whole number of MiB
   */
  LimitedInputStream(String name, InputStream in, long limit) {
    super(in);
    this.name = name;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) count(1);
    return value;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int n = super.read(to, offset, length);
    if (n > 0) count(n);
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count(skipped);
    return skipped;
  }

  private void count(long n) {
    read += n;
    if (read > limit) {
      throw new InvalidInputException(
          name + " decompresses to more than the allowed " + (limit >> 20) + " MiB");
    }
  }
}
