package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code initlab train} on a folder of images that a user has. */
class TrainOnImagesTest {
  @TempDir Path directory;

  @Test
  void aPathStartsWhereTheCommandWasCalled() throws IOException {
    for (int i = 0; i < 20; i++) {
      image("pets/cat/" + i + ".png", 0x101010 + i);
      image("pets/dog/" + i + ".png", 0xE0E0E0 + i);
    }
    CliRun run = train("./pets");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).as("dark or light").contains("Test accuracy: 1.0");
  }

  @Test
  void whatIsWrongWithItIsOneLineAndNoRunIsLeft() throws IOException {
    for (int i = 0; i < 5; i++) image("pets/cat/" + i + ".png", i);
    Files.createDirectories(directory.resolve("pets/dog"));
    CliRun run = train("./pets");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("class folder dog holds no image").hasLineCount(1);
    assertThat(directory.resolve("run")).doesNotExist();
  }

  private CliRun train(String dataset) {
    return CliRun.in(
        directory,
        "train",
        "--dataset=" + dataset,
        "--num_layers=1",
        "--hidden_size=8",
        "--weight_norm",
        "--lr=0.1",
        "--batch_size=8",
        "--num_epochs=10",
        "--out=run");
  }

  private void image(String name, int rgb) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) image.setRGB(i % 4, i / 4, rgb);
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
  }
}
