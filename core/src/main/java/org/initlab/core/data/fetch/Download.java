package org.initlab.core.data.fetch;

import java.net.URI;

/**
 * A file that its publisher offers for download.
 *
 * @param file its name
 * @param address where it is offered
 * @param bytes its size
 * @param md5 the checksum that is published for it, 32 hexadecimal digits; MD5 finds damage, it
 *     does not prove who sent the file
 */
public record Download(String file, URI address, long bytes, String md5) {
  /** The file of this name under {@code base}, which ends in /. */
  public static Download under(String base, String file, long bytes, String md5) {
    return new Download(file, URI.create(base + file), bytes, md5);
  }
}
