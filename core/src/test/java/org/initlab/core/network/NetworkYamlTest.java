package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading, writing and refusing YAML; every refusal has its source and its line. */
class NetworkYamlTest {
  @TempDir Path dir;

  static Stream<Network> networks() {
    return Stream.of(
            ArchitectureOptions.PLAIN,
            ArchitectureOptions.WEIGHT_NORM.withBias(false),
            ArchitectureOptions.BATCH_NORM
                .withActivation(Nonlinearity.LEAKY_RELU)
                .withSlope(1.0 / 3),
            ArchitectureOptions.PLAIN.withBranchScale(true))
        .flatMap(
            options ->
                Stream.concat(
                    ArchitecturesTest.everyImageNetwork(options).stream(),
                    Stream.of(
                        Architectures.residualMlp(5, 2, 3, options),
                        Architectures.feedForward(5, new int[] {3, 2}, options))));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whatIsWrittenReadsAsTheSameNetwork(Network network) {
    assertThat(NetworkYaml.parse(NetworkYaml.write(network), "net.yaml")).isEqualTo(network);
  }

  @Test
  void numbersAndAwkwardNamesSurvive() {
    Network network =
        new Network(
            "null",
            Shape.of(2),
            List.of(
                new Dense("a: \"b\" # c", 3, true, true, Role.LINEAR),
                new BatchNorm("1e3", 0.1 + 0.2, Double.MIN_NORMAL),
                new Residual(
                    "true",
                    List.of(new Dense("é✓", 3, false, false, Role.BRANCH_OUTPUT)),
                    List.of(),
                    -1e-300,
                    2,
                    7)));
    assertThat(NetworkYaml.parse(NetworkYaml.write(network), "net.yaml")).isEqualTo(network);
  }

  @Test
  void aHundredBlocksSurvive() {
    Network network =
        Architectures.wrn(Shape.of(1, 4, 4), 34, 1, 2, false, ArchitectureOptions.PLAIN);
    assertThat(NetworkYaml.parse(NetworkYaml.write(network), "net.yaml")).isEqualTo(network);
  }

  @Test
  void theTextIsOneLineForEveryLayerThatHoldsNoOthers() {
    Network network =
        new Network(
            "tiny",
            Shape.of(2),
            List.of(
                new Dense("fc", 3, true, false, Role.CLASSIFIER),
                Activation.of("act", Nonlinearity.HARD_TANH)));
    assertThat(NetworkYaml.write(network))
        .isEqualTo(
            """
            network: tiny
            input: [2]
            layers:
            - {type: dense, name: fc, out_features: 3, bias: true, weight_norm: false, role: classifier}
            - {type: activation, name: act, function: hard_tanh}
            """);
  }

  @Test
  void settingsLeftOutHaveTheirDefaults() {
    Network network =
        NetworkYaml.parse(
            """
            network: defaults
            input: [1, 5, 5]
            layers:
            - {type: conv2d, name: c, out_channels: 2, kernel: 3}
            - {type: batch_norm, name: bn}
            - {type: activation, name: a, function: leaky_relu}
            - type: residual
              name: r
              branch: [{type: activation, name: b, function: tanh}]
            - {type: flatten, name: f}
            - {type: dense, name: d, out_features: 4}
            """,
            "net.yaml");
    assertThat(network.layers())
        .containsExactly(
            new Conv2d("c", 2, 3, 1, 0, true, false, Role.HIDDEN),
            new BatchNorm("bn", 0.1, 1e-5),
            new Activation("a", Nonlinearity.LEAKY_RELU, 0.01),
            new Residual("r", List.of(Activation.of("b", Nonlinearity.TANH)), List.of(), 1, 0, 1),
            new Flatten("f"),
            new Dense("d", 4, true, false, Role.HIDDEN));
  }

  static Stream<Arguments> malformed() {
    String head = "network: n\ninput: [4]\nlayers:\n";
    String image = "network: n\ninput: [1, 4, 4]\nlayers:\n";
    return Stream.of(
        Arguments.of("", "1: there is no network"),
        Arguments.of("- 1\n", "1: a network must be a mapping, was a list"),
        Arguments.of("a: b: c\n", "1: malformed YAML: mapping values are not allowed here"),
        Arguments.of(
            "network: n\n\tinput: 3\n",
            "2: malformed YAML: while scanning for the next token, found character '\\t(TAB)' that"
                + " cannot start any token. (Do not use \\t(TAB) for indentation)"),
        Arguments.of("a: 1\nb: \u0000", "2: malformed YAML: character 0 is not allowed"),
        Arguments.of("%YAML 3.0\n---\na: 1\n", "1: malformed YAML: Version{major=3, minor=0}"),
        Arguments.of(
            "a: 1\n---\nb: 2\n",
            "2: malformed YAML: expected a single document in the stream, but found another"
                + " document"),
        Arguments.of("a: &x [1]\nb: *x\n", "2: aliases are not supported"),
        Arguments.of("[".repeat(5000), "1: nested deeper than 100 levels"),
        Arguments.of(
            "[".repeat(100) + "]".repeat(100), "1: a network must be a mapping, was a list"),
        Arguments.of("[".repeat(101) + "]".repeat(101), "1: nested deeper than 100 levels"),
        Arguments.of("? [a]\n: b\n", "1: a key of a network must be a word, was a list"),
        Arguments.of("network: a\nnetwork: b\n", "2: key 'network' of a network occurs twice"),
        Arguments.of("network: a\nlayers: []\n", "1: a network needs the key 'input'"),
        Arguments.of(
            "network: a\nimput: [1]\n",
            "2: key of a network 'imput' is unknown; did you mean 'input'? (allowed: network,"
                + " input, layers)"),
        Arguments.of(
            "network: ~\ninput: [1]\nlayers: []\n", "1: a network: network must be text, was '~'"),
        Arguments.of(
            "network: [x]\ninput: [1]\nlayers: []\n",
            "1: a network: network must be text, was a list"),
        Arguments.of(
            "network: a\ninput: 3\nlayers: []\n", "2: a network: input must be a list, was '3'"),
        Arguments.of(
            "network: a\ninput:\n- 3\n- x\nlayers: []\n",
            "4: a network: input must be a whole number, was 'x'"),
        Arguments.of(
            "network: a\ninput: []\nlayers: []\n",
            "2: number of input axes must be at least 1, was 0"),
        Arguments.of(
            "network: a\ninput: [0]\nlayers: []\n", "2: shape 0: every size must be at least 1"),
        Arguments.of(
            "network: a\ninput: [99999, 99999]\nlayers: []\n",
            "2: shape 99999×99999 has more than 2^31-1 elements"),
        Arguments.of("network: a\ninput: [1]\nlayers: []\n", "3: network 'a' has no layers"),
        Arguments.of(head + "- 7\n", "4: a layer must be a mapping, was '7'"),
        Arguments.of(head + "- {name: x}\n", "4: a layer needs the key 'type'"),
        Arguments.of(head + "- {type: flatten}\n", "4: a layer needs the key 'name'"),
        Arguments.of(head + "- {type: flatten, name: ''}\n", "4: layer name must not be empty"),
        Arguments.of(
            head + "- {type: flaten, name: x}\n",
            "4: layer type 'flaten' is unknown; did you mean 'flatten'? (allowed: dense, conv2d,"
                + " activation, batch_norm, scale, residual, flatten, global_average_pool)"),
        Arguments.of(
            head + "- {type: flatten, name: x}\n- {type: flatten, name: x}\n",
            "5: layer name 'x' occurs twice"),
        Arguments.of(
            head + "- type: dense\n  name: fc\n  out_feature: 3\n",
            "6: key of dense 'fc' 'out_feature' is unknown; did you mean 'out_features'? (allowed:"
                + " type, name, out_features, bias, weight_norm, role)"),
        Arguments.of(
            head + "- type: dense\n  name: fc\n  out_features: -3\n",
            "6: dense 'fc': out_features must be at least 1, was -3"),
        Arguments.of(
            head + "- type: dense\n  name: fc\n  out_features: many\n",
            "6: dense 'fc': out_features must be a whole number, was 'many'"),
        Arguments.of(
            head + "- type: dense\n  name: fc\n  out_features: 3.5\n",
            "6: dense 'fc': out_features must be a whole number, was '3.5'"),
        Arguments.of(
            head + "- type: dense\n  name: fc\n  out_features: {a: 1}\n",
            "6: dense 'fc': out_features must be a whole number, was a mapping"),
        Arguments.of(
            head + "- type: dense\n  name: fc\n  out_features: 9999999999\n",
            "6: dense 'fc': out_features must be a decimal whole number below 2^31, was"
                + " '9999999999'"),
        Arguments.of(
            head + "- {type: dense, name: fc, out_features: 1,\n  bias: maybe}\n",
            "5: dense 'fc': bias must be true or false, was 'maybe'"),
        Arguments.of(
            head + "- {type: dense, name: fc, out_features: 1,\n  role: hiden}\n",
            "5: role 'hiden' is unknown; did you mean 'hidden'? (allowed: hidden, linear,"
                + " branch_output, shortcut, classifier)"),
        Arguments.of(
            image + "- {type: dense, name: fc, out_features: 1}\n",
            "4: layer 'fc': dense needs a flat input, was given 1×4×4 (put a flatten before it)"),
        Arguments.of(
            image + "- type: conv2d\n  name: c\n  out_channels: 1\n  kernel: 3\n  stride: 0\n",
            "8: conv2d 'c': stride must be at least 1, was 0"),
        Arguments.of(
            image + "- type: conv2d\n  name: c\n  out_channels: 1\n  kernel: 3\n  padding: -1\n",
            "8: conv2d 'c': padding must not be negative, was -1"),
        Arguments.of(
            image + "- {type: conv2d, name: c, out_channels: 1, kernel: 5}\n",
            "4: layer 'c': kernel 5 does not fit into 1×4×4 with padding 0"),
        Arguments.of(
            head + "- type: activation\n  name: a\n  function: rleu\n",
            "6: activation 'rleu' is unknown; did you mean 'relu'? (allowed: identity, relu,"
                + " leaky_relu, tanh, hard_tanh, erf, sigmoid, gelu, silu, crelu)"),
        Arguments.of(
            head + "- type: activation\n  name: a\n  function: relu\n  slope: 1\n",
            "7: activation 'a': only leaky_relu has a slope, not relu"),
        Arguments.of(
            head + "- type: activation\n  name: a\n  function: leaky_relu\n  slope: .nan\n",
            "7: activation 'a': slope must be a finite decimal number, was '.nan'"),
        Arguments.of(
            head + "- type: batch_norm\n  name: b\n  epsilon: small\n",
            "6: batch_norm 'b': epsilon must be a number, was 'small'"),
        Arguments.of(
            head + "- type: batch_norm\n  name: b\n  epsilon: 0\n",
            "4: layer 'b': epsilon must be positive and finite, was 0.0"),
        Arguments.of(
            head + "- {type: residual, name: r, branch: []}\n",
            "4: layer 'r': branch must not be empty"),
        Arguments.of(
            head
                + "- type: residual\n  name: r\n  block: 2\n  blocks: 2\n  branch:\n"
                + "  - {type: flatten, name: f}\n",
            "4: layer 'r': block must be below blocks = 2, was 2"),
        Arguments.of(
            head
                + "- type: residual\n  name: r\n  branch:\n"
                + "  - {type: dense, name: f, out_features: 3}\n",
            "4: layer 'r': branch gives 3 but shortcut gives 4; they are added"),
        Arguments.of(
            head
                + "- type: residual\n  name: r\n  branch:\n"
                + "  - {type: flatten, name: r2}\n  shortcut:\n"
                + "  - {type: global_average_pool, name: p}\n",
            "9: layer 'p': global average pooling needs channels×height×width, was given 4"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsWrongIsNamedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> NetworkYaml.parse(text, "net.yaml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("net.yaml:" + message);
  }

  @Test
  void filesAreReadAsUtf8() throws IOException {
    Path file = dir.resolve("net.yaml");
    Network network = new Network("é", Shape.of(1), List.of(Activation.of("a", Nonlinearity.RELU)));
    Files.writeString(file, NetworkYaml.write(network));
    assertThat(NetworkYaml.read(file)).isEqualTo(network);
    Files.writeString(file, "network: x\noops: 1\n");
    assertThatThrownBy(() -> NetworkYaml.read(file)).hasMessageStartingWith(file + ":2: ");
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path missing = dir.resolve("missing.yaml");
    assertThatThrownBy(() -> NetworkYaml.read(missing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": there is no such file");
    Path latin1 = dir.resolve("latin1.yaml");
    Files.write(latin1, "network: é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> NetworkYaml.read(latin1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(latin1 + ": is not text in UTF-8");
    assertThatThrownBy(() -> NetworkYaml.read(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(dir + ": cannot be read: ");
  }
}
