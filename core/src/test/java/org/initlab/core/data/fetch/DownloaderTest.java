package org.initlab.core.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.experiment.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a real server that behaves, breaks off, forgets parts, lies, or is not there. */
@Timeout(120)
class DownloaderTest {
  private static final byte[] FILE = file();

  /** Of {@link #file()}; computed with Python's hashlib. */
  private static final String MD5 = "af391f3fac886aa88f12b6de92dd6fc9";

  @TempDir Path root;

  private final Downloader downloader = new Downloader();

  @Test
  void aWholeFileBearsItsNameAndNothingIsLeftBeside() throws IOException {
    AtomicLong kibibytes = new AtomicLong();
    try (FileServer server = new FileServer(FILE, FileServer.PARTS)) {
      assertThat(downloader.download(wanted(server), folder(), counting(kibibytes))).isTrue();
    }
    requireDownloaded();
    assertThat(kibibytes).hasValue(FILE.length >> 10);
  }

  @Test
  void aBrokenConnectionIsTakenUpWhereItEnded() throws IOException {
    try (FileServer server =
        new FileServer(FILE, FileServer.CUT, FileServer.CUT, FileServer.PARTS)) {
      assertThat(downloader.download(wanted(server), folder(), Progress.SILENT)).isTrue();
      assertThat(server.starts()).containsExactly(0, FILE.length / 2, FILE.length * 3 / 4);
    }
    requireDownloaded();
  }

  @Test
  void whatAnEarlierProcessReceivedIsNotAskedForAgain() throws IOException {
    partial(Arrays.copyOf(FILE, 1000));
    AtomicLong kibibytes = new AtomicLong();
    try (FileServer server = new FileServer(FILE, FileServer.PARTS)) {
      downloader.download(wanted(server), folder(), counting(kibibytes));
      assertThat(server.starts()).containsExactly(1000);
    }
    requireDownloaded();
    assertThat(kibibytes).hasValue(FILE.length >> 10);
  }

  @Test
  void aServerWithoutPartsStartsAgain() throws IOException {
    partial(Arrays.copyOf(FILE, 1000));
    AtomicLong kibibytes = new AtomicLong();
    try (FileServer server = new FileServer(FILE, FileServer.WHOLE)) {
      downloader.download(wanted(server), folder(), counting(kibibytes));
    }
    requireDownloaded();
    assertThat(kibibytes).hasValue(FILE.length >> 10);
  }

  @Test
  void whenTheServerKeepsBreakingOffWhatArrivedIsKept() throws IOException {
    try (FileServer server = new FileServer(FILE, FileServer.CUT)) {
      Download wanted = wanted(server);
      int kept = FILE.length - FILE.length / 16;
      assertThatThrownBy(() -> downloader.download(wanted, folder(), Progress.SILENT))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("(" + kept + " of " + FILE.length + " bytes are kept")
          .message()
          .hasLineCount(1);
      assertThat(folder().resolve(".file.bin.part")).hasBinaryContent(Arrays.copyOf(FILE, kept));
      assertThat(folder().resolve("file.bin")).doesNotExist();
    }
  }

  @Test
  void aConnectionThatFallsSilentIsGivenUpAndTakenUpAgain() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (FileServer server = new FileServer(FILE, FileServer.stalled(over), FileServer.PARTS)) {
      Downloader impatient = new Downloader(Duration.ofSeconds(1));
      assertThat(impatient.download(wanted(server), folder(), Progress.SILENT)).isTrue();
      assertThat(server.starts()).element(1).isEqualTo(FILE.length / 2);
    } finally {
      over.countDown();
    }
    requireDownloaded();
  }

  @Test
  void aWrongChecksumLeavesNothing() throws IOException {
    byte[] other = FILE.clone();
    other[FILE.length - 1] ^= 1;
    try (FileServer server = new FileServer(other, FileServer.PARTS)) {
      Download wanted = wanted(server);
      assertThatThrownBy(() -> downloader.download(wanted, folder(), Progress.SILENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("its MD5 must be " + MD5 + ", was ")
          .message()
          .hasLineCount(1);
    }
    assertEmpty();
  }

  @Test
  void aLargerFileIsNotReceivedToItsEnd() throws IOException {
    try (FileServer server = new FileServer(new byte[2 * FILE.length], FileServer.PARTS)) {
      Download wanted = wanted(server);
      assertThatThrownBy(() -> downloader.download(wanted, folder(), Progress.SILENT))
          .hasMessageContaining("sends more than the published " + FILE.length + " bytes");
      assertThat(server.starts()).hasSize(1);
    }
    assertEmpty();
  }

  @Test
  void aFileThatIsThereIsLeftAlone() throws IOException {
    Files.createDirectories(folder());
    Path mine = Files.write(folder().resolve("file.bin"), FILE);
    try (FileServer server = new FileServer(FILE, FileServer.PARTS)) {
      Download wanted = wanted(server);
      assertThat(downloader.download(wanted, folder(), Progress.SILENT)).isFalse();
      Files.writeString(mine, "mine");
      assertThatThrownBy(() -> downloader.download(wanted, folder(), Progress.SILENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("file.bin is not " + server.address())
          .hasMessageContaining("move it away");
      assertThat(server.starts()).isEmpty();
    }
    assertThat(mine).hasContent("mine");
  }

  @Test
  void withoutAServerThereIsOneLineAndNoFile() throws IOException {
    URI gone;
    try (FileServer server = new FileServer(FILE, FileServer.PARTS)) {
      gone = server.address();
    }
    Download wanted = new Download("file.bin", gone, FILE.length, MD5);
    assertThatThrownBy(() -> downloader.download(wanted, folder(), Progress.SILENT))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith(gone + " cannot be downloaded: java.net.ConnectException")
        .message()
        .hasLineCount(1);
    assertEmpty();
    try (FileServer server = new FileServer(FILE, FileServer.status(404))) {
      Download missing = wanted(server);
      assertThatThrownBy(() -> downloader.download(missing, folder(), Progress.SILENT))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("HTTP status 404");
    }
    assertEmpty();
  }

  @Test
  void twoDownloadsOfOneFileAreOneTooMany() throws IOException {
    partial(Arrays.copyOf(FILE, 10));
    try (FileServer server = new FileServer(FILE, FileServer.PARTS);
        FileChannel channel =
            FileChannel.open(folder().resolve(".file.bin.part"), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      Download wanted = wanted(server);
      assertThatThrownBy(() -> downloader.download(wanted, folder(), Progress.SILENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("is being downloaded already");
    }
  }

  private Path folder() {
    return root.resolve("data").resolve("set");
  }

  private void partial(byte[] content) throws IOException {
    Files.createDirectories(folder());
    Files.write(folder().resolve(".file.bin.part"), content);
  }

  private void requireDownloaded() throws IOException {
    assertThat(folder().resolve("file.bin")).hasBinaryContent(FILE);
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).hasSize(1);
    }
  }

  private void assertEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).isEmpty();
    }
  }

  private static Download wanted(FileServer server) {
    return new Download("file.bin", server.address(), FILE.length, MD5);
  }

  private static Progress counting(AtomicLong steps) {
    return new Progress() {
      @Override
      public void start(String what, long all) {
        assertThat(what).isEqualTo("file.bin (KiB)");
        assertThat(all).isEqualTo(FILE.length >> 10);
      }

      @Override
      public void advance(long more) {
        steps.addAndGet(more);
      }
    };
  }

  /** Byte i is (i + i / 251) mod 256: no period that a mistake in a range could hide behind. */
  private static byte[] file() {
    byte[] file = new byte[1 << 20];
    for (int i = 0; i < file.length; i++) file[i] = (byte) (i + i / 251);
    return file;
  }
}
