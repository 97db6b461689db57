package org.initlab.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Probe;
import org.initlab.core.init.Initializer;
import org.initlab.core.jacobian.Jacobian;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A chain of equal layers x ↦ φ(Wx + b) of constant width, drawn and differentiated piece by piece
 * so that its depth is not bounded by memory, and its Jacobian J = ∏ D_l W_l at several depths.
 *
 * @param weights draws every W
 * @param biases draws every b
 */
public record DeepChain(int width, Nonlinearity function, Initializer weights, Initializer biases) {
  /** What the weights of one piece may take. */
  private static final long PIECE_BYTES = 1L << 28;

  /** Receives the Jacobian of the first {@code depth} layers. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int depth, Jacobian jacobian);
  }

  /**
   * Shows the Jacobians at {@code input} to the visitor, from the smallest depth up.
   *
   * @param input of length {@link #width}
   */
  public void run(
      int[] depths,
      Tensor input,
      Seed seed,
      Backend backend,
      CompileOptions options,
      Visitor visitor) {
    Set<Integer> wanted = new TreeSet<>();
    for (int depth : depths) wanted.add(depth);
    int most = (int) Math.max(1, PIECE_BYTES / (8L * width * width));
    Tensor x = input;
    Jacobian whole = null;
    int done = 0;
    for (int depth : wanted) {
      while (done < depth) {
        int until = Math.min(depth, done + most);
        Network piece = piece(done, until);
        Parameters drawn = draw(piece, seed, options.threads());
        try (Model model = backend.compile(piece, drawn, options.borrowingParameters())) {
          Jacobian j = Jacobian.of(model, x);
          whole = whole == null ? j : j.after(whole);
          Tensor batch = x.reshaped(Shape.of(1, width));
          x = model.forward(batch, Mode.EVAL, Probe.NONE).reshaped(Shape.of(width));
        }
        done = until;
      }
      visitor.visit(depth, whole);
    }
  }

  private Network piece(int from, int to) {
    List<Layer> layers = new ArrayList<>();
    for (int l = from + 1; l <= to; l++) {
      layers.add(new Dense("fc" + l, width, true, false, Role.HIDDEN));
      if (function != Nonlinearity.IDENTITY) layers.add(Activation.of("act" + l, function));
    }
    return new Network("chain-" + from + "-" + to, Shape.of(width), layers);
  }

  /** Every array from its own stream, so that threads may draw in any order. */
  private Parameters draw(Network piece, Seed seed, int threads) {
    List<ParameterSpec> specs = piece.parameters();
    Tensor[] arrays = new Tensor[specs.size()];
    IntStream indices = IntStream.range(0, arrays.length);
    (threads > 1 ? indices.parallel() : indices)
        .forEach(
            i -> {
              ParameterSpec spec = specs.get(i);
              boolean bias = spec.kind() == ParameterSpec.Kind.BIAS;
              arrays[i] = (bias ? biases : weights).draw(spec, seed.stream(spec.name()));
            });
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (int i = 0; i < arrays.length; i++) byName.put(specs.get(i).name(), arrays[i]);
    return Parameters.of(byName);
  }
}
