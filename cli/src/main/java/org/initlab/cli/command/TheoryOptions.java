package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.initlab.cli.theory.Grid;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.DualActivation;
import picocli.CommandLine.Option;

/** Which activation, where in the plane of (σ_w, σ_b), and what of it. */
public final class TheoryOptions {
  private static final String DIAGRAM_SIGMA_W = "0.5:4:200";
  private static final String DIAGRAM_SIGMA_B = "0:2:200";

  /** What is computed. */
  enum Kind {
    FIXED_POINTS("Mean-field fixed points"),
    CRITICAL_LINE("Critical line"),
    PHASE_DIAGRAM("Phase diagram");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  @Option(
      names = "--activation",
      defaultValue = "tanh",
      description = "(default: ${DEFAULT-VALUE})")
  private String activation;

  @Option(names = "--slope", description = "leaky_relu's slope for negative inputs (default: 0.01)")
  private Double slope;

  @Option(
      names = "--sigma-w",
      paramLabel = "X|FROM:TO:COUNT",
      description =
          "standard deviation of weights times √fan_in, one or a range (phase diagram, default: "
              + DIAGRAM_SIGMA_W
              + ")")
  private String sigmaW;

  @Option(
      names = "--sigma-b",
      paramLabel = "X|FROM:TO:COUNT",
      description =
          "standard deviation of biases, one or a range (default: 0; phase diagram: "
              + DIAGRAM_SIGMA_B
              + ")")
  private String sigmaB;

  @Option(
      names = "--critical-line",
      description = "σ_w at which χ₁ = 1, for every --sigma-b, instead of fixed points")
  private boolean criticalLine;

  @Option(
      names = "--phase-diagram",
      description = "fixed points over the whole grid, as a run with heat maps and the boundary")
  private boolean phaseDiagram;

  @Option(
      names = "--threads",
      description = "CPU threads of the phase diagram (default: all cores)")
  private Integer threads;

  Kind kind() {
    if (phaseDiagram) return Kind.PHASE_DIAGRAM;
    return criticalLine ? Kind.CRITICAL_LINE : Kind.FIXED_POINTS;
  }

  /**
   * @throws InvalidInputException if an option is missing, does not go with another or is outside
   *     its domain
   */
  void requireConsistent() {
    if (criticalLine && phaseDiagram) {
      throw new InvalidInputException(
          "--critical-line and --phase-diagram cannot both be given; the phase diagram's run holds"
              + " the critical line");
    }
    if (criticalLine && sigmaW != null) {
      throw new InvalidInputException(
          "--critical-line finds sigma_w itself and takes no --sigma-w, was given " + sigmaW);
    }
    if (kind() == Kind.FIXED_POINTS && sigmaW == null) {
      throw new InvalidInputException(
          "--sigma-w is missing: a number or FROM:TO:COUNT, for example --sigma-w 1.5;"
              + " --critical-line and --phase-diagram do without");
    }
    if (kind() == Kind.PHASE_DIAGRAM && (sigmaW().isSingle() || sigmaB().isSingle())) {
      throw new InvalidInputException(
          "--phase-diagram needs ranges FROM:TO:COUNT, was --sigma-w "
              + sigmaW()
              + " --sigma-b "
              + sigmaB());
    }
    if (!criticalLine) Arguments.positive("--sigma-w", sigmaW().from());
    Arguments.notNegative("--sigma-b", sigmaB().from());
    if (slope != null && function() != Nonlinearity.LEAKY_RELU) {
      throw new InvalidInputException(
          "--slope is leaky_relu's, --activation was " + function().id());
    }
    Arguments.finite("--slope", slope());
    threads();
  }

  private Nonlinearity function() {
    return Nonlinearity.named(activation);
  }

  private double slope() {
    return slope == null ? 0.01 : slope;
  }

  DualActivation activation() {
    return DualActivation.of(function(), slope());
  }

  /** For file names. */
  String id() {
    return kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + function().id();
  }

  /** For a person. */
  String name() {
    boolean leaky = function() == Nonlinearity.LEAKY_RELU;
    return function().id() + (leaky ? " with slope " + slope() : "");
  }

  Grid sigmaW() {
    return Grid.parse("--sigma-w", sigmaW == null ? DIAGRAM_SIGMA_W : sigmaW);
  }

  Grid sigmaB() {
    String otherwise = phaseDiagram ? DIAGRAM_SIGMA_B : "0";
    return Grid.parse("--sigma-b", sigmaB == null ? otherwise : sigmaB);
  }

  boolean isSinglePoint() {
    return sigmaB().isSingle() && (criticalLine || sigmaW().isSingle());
  }

  int threads() {
    return threads == null
        ? Runtime.getRuntime().availableProcessors()
        : Arguments.positive("--threads", threads);
  }

  void addTo(ObjectNode node) {
    node.put("theory", kind().name().toLowerCase(Locale.ROOT))
        .put("activation", function().id())
        .put("sigma_b", sigmaB().toString());
    if (!criticalLine) node.put("sigma_w", sigmaW().toString());
    if (function() == Nonlinearity.LEAKY_RELU) node.put("slope", slope());
  }
}
