package org.initlab.core.data.fetch;

import java.io.IOException;

/** The server sends more than the file has. */
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  TooLargeException(long limit) {
    super("the server sends more than the published " + limit + " bytes");
  }
}
