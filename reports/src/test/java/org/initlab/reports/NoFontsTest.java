package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.initlab.core.experiment.Figure;
import org.junit.jupiter.api.Test;

/**
 * Figures are drawn on machines without FreeType, fontconfig and fonts, where AWT's font manager
 * cannot start: it is never loaded.
 */
class NoFontsTest {
  /** What the other JVM runs. */
  static final class Draw {
    private Draw() {}

    public static void main(String[] args) {
      Figure figure = SampleFigures.phaseAndSpectrum();
      System.out.println(
          "drawn "
              + FigureFiles.svg(figure).length()
              + FigureFiles.pdf(figure).length
              + FigureFiles.png(figure, 1).length);
      if (args.length > 0) System.out.println(new java.awt.Font("Dialog", 0, 9).getFamily());
    }
  }

  @Test
  void theFontManagerOfAwtIsNotTouched() throws Exception {
    assertThat(loadedClasses()).contains("drawn ").doesNotContain("sun.font.SunFontManager");
  }

  @Test
  void theTestAboveWouldSeeIt() throws Exception {
    assertThat(loadedClasses("and-a-font")).contains("sun.font.SunFontManager");
  }

  private static String loadedClasses(String... args) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Djava.awt.headless=true",
            "-Xlog:class+load",
            "-cp",
            System.getProperty("java.class.path"),
            Draw.class.getName());
    for (String arg : args) command.command().add(arg);
    Process process = command.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
