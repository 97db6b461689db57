package org.initlab.core.data.reader;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.initlab.core.data.Samples;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;

/** CIFAR's binary version, from its files or from the official archive as it is. */
public final class CifarReader {
  /** What an archive may decompress to; the official ones hold 184 MB. */
  static final long ARCHIVE_LIMIT = 256L << 20;

  private CifarReader() {}

  /** Training and test samples, and the files that they were read from. */
  public record Content(Samples train, Samples test, List<Source> sources) {}

  /** A file's bytes under the name that errors call it. */
  private record Part(String name, byte[] bytes) {}

  /**
   * Reads the files of a folder.
   *
   * @param files the training files and then the test file
   * @throws InvalidInputException in one line where one is truncated or damaged
   */
  public static Content read(CifarFormat format, List<Path> files) {
    List<Part> parts = new ArrayList<>();
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      try (SourceFile source = SourceFile.open(file)) {
        parts.add(new Part(file.toString(), source.readAll(ARCHIVE_LIMIT)));
        sources.add(source.finish());
      } catch (EOFException e) {
        throw new InvalidInputException(file + " is truncated", e);
      } catch (IOException e) {
        throw new InvalidInputException(file + " cannot be read: " + e, e);
      }
    }
    return content(format, parts, sources);
  }

  /**
   * Reads a .tar.gz (or .tar) that holds the files, in whatever folder and order.
   *
   * @throws InvalidInputException in one line where it is truncated or damaged, lacks a file, holds
   *     a link or an entry that points outside its folder, or decompresses to more than 256 MiB
   */
  public static Content readArchive(CifarFormat format, Path archive) {
    List<String> names = new ArrayList<>(format.trainFiles());
    names.add(format.testFile());
    Map<String, byte[]> found = new HashMap<>();
    try (SourceFile source = SourceFile.open(archive)) {
      InputStream limited =
          new LimitedInputStream(archive.toString(), source.content(), ARCHIVE_LIMIT);
      TarArchiveInputStream tar = new TarArchiveInputStream(limited);
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        EntryNames.requireInside(archive, e.getName());
        if (e.isSymbolicLink() || e.isLink()) {
          throw new InvalidInputException(
              archive + " is refused: its entry '" + e.getName() + "' is a link");
        }
        String name = e.getName().substring(e.getName().lastIndexOf('/') + 1);
        if (e.isFile() && names.contains(name)) found.put(name, entry(tar, e));
      }
      limited.transferTo(OutputStream.nullOutputStream()); // to gzip's checksum
      List<Part> parts = new ArrayList<>();
      for (String name : names) {
        byte[] bytes = found.get(name);
        if (bytes == null) throw new InvalidInputException(archive + " lacks " + name);
        parts.add(new Part(archive + "!" + name, bytes));
      }
      return content(format, parts, List.of(source.source()));
    } catch (EOFException e) {
      throw new InvalidInputException(archive + " is truncated", e);
    } catch (IOException e) {
      throw new InvalidInputException(archive + " cannot be read: " + e, e);
    }
  }

  private static byte[] entry(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
    if (entry.getSize() > ARCHIVE_LIMIT) throw new IOException("an entry is too large");
    byte[] bytes = new byte[(int) entry.getSize()];
    if (tar.readNBytes(bytes, 0, bytes.length) < bytes.length) throw new EOFException();
    return bytes;
  }

  private static Content content(CifarFormat format, List<Part> parts, List<Source> sources) {
    int last = parts.size() - 1;
    return new Content(
        samples(format, parts.subList(0, last)),
        samples(format, parts.subList(last, last + 1)),
        sources);
  }

  private static Samples samples(CifarFormat format, List<Part> parts) {
    int n = 0;
    for (Part part : parts) n += records(format, part);
    int size = CifarFormat.SHAPE.size();
    byte[] pixels = new byte[n * size];
    int[] labels = new int[n];
    int sample = 0;
    for (Part part : parts) {
      for (int at = 0; at < part.bytes().length; at += format.record()) {
        labels[sample] = label(format, part, at);
        System.arraycopy(part.bytes(), at + format.labels().size(), pixels, sample++ * size, size);
      }
    }
    return Samples.of(CifarFormat.SHAPE, pixels, labels);
  }

  private static int records(CifarFormat format, Part part) {
    int length = part.bytes().length;
    if (length == 0 || length % format.record() != 0) {
      throw new InvalidInputException(
          part.name()
              + " is truncated or no "
              + format.title()
              + " file: "
              + length
              + " bytes are not a whole number of records of "
              + format.record()
              + " bytes");
    }
    return length / format.record();
  }

  /** The class of the record at {@code at}; every label byte is checked. */
  private static int label(CifarFormat format, Part part, int at) {
    int label = 0;
    for (int i = 0; i < format.labels().size(); i++) {
      label = part.bytes()[at + i] & 0xFF;
      int allowed = format.labels().get(i);
      if (label >= allowed) {
        throw new InvalidInputException(
            part.name()
                + " is damaged or no "
                + format.title()
                + " file: label of record "
                + at / format.record()
                + " must be in 0.."
                + (allowed - 1)
                + ", was "
                + label);
      }
    }
    return label;
  }
}
