package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code docs/NETWORK-YAML.md} shows is what happens. */
class NetworkYamlGuideTest {
  private String guide;
  private String example;

  @BeforeEach
  void read() throws IOException {
    guide = Files.readString(Path.of("../docs/NETWORK-YAML.md"));
    int start = guide.indexOf("```yaml\n") + "```yaml\n".length();
    example = guide.substring(start, guide.indexOf("```", start));
  }

  @Test
  void itsExampleIsANetwork() {
    Network network = NetworkYaml.parse(example, "net.yaml");
    assertThat(network.output()).isEqualTo(Shape.of(10));
    assertThat(network.depth()).isEqualTo(4);
  }

  @Test
  void itsErrorsAreTheErrors() {
    assertRefused(example.replace("stride: 2, padding: 1", "stride: 0, padding: 1"), "stride must");
    assertRefused(example.replace("function: relu", "function: rleu"), "is unknown");
  }

  /** With the line of the guide that has these words, up to its ellipsis. */
  private void assertRefused(String text, String words) {
    String line =
        guide.lines().filter(l -> l.startsWith("net.yaml:") && l.contains(words)).findFirst().get();
    assertThatThrownBy(() -> NetworkYaml.parse(text, "net.yaml"))
        .hasMessageStartingWith(line.replaceAll("…\\)$", ""));
  }

  @Test
  void everyFunctionAndRoleIsListed() {
    for (String id : Nonlinearity.ids()) assertThat(guide).contains("`" + id + "`");
    for (String id : Role.ids()) assertThat(guide).contains("| `" + id + "` |");
    for (String type : YamlNetworkWriter.TYPES) assertThat(guide).contains("`" + type + "`");
  }
}
