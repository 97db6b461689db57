package org.initlab.core.data;

/**
 * A file that samples come from, for provenance.
 *
 * @param name the file's name, or the folder's
 * @param bytes its size as it lies on disk
 * @param sha256 of those bytes, 64 hexadecimal digits
 */
public record Source(String name, long bytes, String sha256) {}
