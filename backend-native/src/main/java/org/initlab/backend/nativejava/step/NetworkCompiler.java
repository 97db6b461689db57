package org.initlab.backend.nativejava.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.plan.Plan;
import org.initlab.backend.nativejava.plan.Step;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;

/** Flattens the layers of a network, nested ones included, into the steps of a plan. */
public final class NetworkCompiler<A> {
  private final Kernels<A> kernels;
  private final Map<String, Parameter<A>> parameters = new LinkedHashMap<>();
  private final List<Weight<A>> weights = new ArrayList<>();
  private final List<Step<A>> steps = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final NormalizedWeight.Shared<A> shared;

  private NetworkCompiler(Kernels<A> kernels) {
    this.kernels = kernels;
    this.shared =
        new NormalizedWeight.Shared<>(
            new Scratch<>(kernels.storage()),
            new Scratch<>(kernels.storage()),
            new Scratch<>(kernels.storage()));
  }

  /**
   * The parameters must fit the network.
   *
   * @param borrow whether parameters may be read where they are until they change
   */
  public static <A> CompiledNetwork<A> compile(
      Network network, Parameters parameters, boolean borrow, Kernels<A> kernels) {
    NetworkCompiler<A> compiler = new NetworkCompiler<>(kernels);
    for (ParameterSpec spec : network.parameters()) {
      double[] host = parameters.get(spec.name()).data();
      compiler.parameters.put(spec.name(), new Parameter<>(spec, host, borrow, kernels.storage()));
    }
    compiler.shapes.add(network.input());
    compiler.through(network.layers(), 0);
    int[] sizes = compiler.shapes.stream().mapToInt(Shape::size).toArray();
    return new CompiledNetwork<>(
        new Plan<>(compiler.steps, sizes),
        List.copyOf(compiler.parameters.values()),
        List.copyOf(compiler.weights));
  }

  /** Appends the steps of {@code layers} and returns the value they end in. */
  private int through(List<Layer> layers, int input) {
    int value = input;
    for (Layer layer : layers) value = append(layer, value);
    return value;
  }

  private int append(Layer layer, int input) {
    if (layer instanceof Residual residual) return appendResidual(residual, input);
    Shape in = shapes.get(input);
    shapes.add(layer.outputShape(in));
    int output = shapes.size() - 1;
    steps.add(step(layer, input, output, in));
    return output;
  }

  private int appendResidual(Residual residual, int input) {
    int branch = through(residual.branch(), input);
    int shortcut = through(residual.shortcut(), input);
    Shape shape = shapes.get(branch);
    shapes.add(shape);
    int output = shapes.size() - 1;
    steps.add(
        new AddStep<>(
            output, branch, shortcut, kernels.vector(), residual.branchScale(), shape.size()));
    return output;
  }

  private Step<A> step(Layer layer, int input, int output, Shape in) {
    if (layer instanceof Dense dense) return dense(dense, input, output, in);
    if (layer instanceof Conv2d conv) return conv(conv, input, output, in);
    if (layer instanceof Activation a) return activation(a, input, output, in);
    if (layer instanceof BatchNorm norm) return batchNorm(norm, input, output, in);
    if (layer instanceof Scale) {
      Parameter<A> alpha = parameter(layer.name(), Kind.SCALE);
      return new ScaleStep<>(output, input, alpha, kernels, in.size());
    }
    if (layer instanceof Flatten) {
      return new ViewStep<>(output, input, kernels.vector(), in.size());
    }
    if (layer instanceof GlobalAveragePool) {
      int positions = in.size() / in.dim(0);
      return new PoolStep<>(output, input, kernels.vector(), in.dim(0), positions);
    }
    throw new AssertionError("no step for " + layer);
  }

  private Step<A> dense(Dense layer, int input, int output, Shape in) {
    Weight<A> weight = weight(layer.name(), layer.weightNorm(), true);
    Bias<A> bias = bias(layer.name(), layer.bias(), 1);
    return new DenseStep<>(
        output, input, weight, bias, kernels.dense(), in.size(), layer.outFeatures());
  }

  private Step<A> conv(Conv2d layer, int input, int output, Shape in) {
    Shape out = shapes.get(output);
    ConvGeometry geometry =
        new ConvGeometry(
            in.dim(0),
            in.dim(1),
            in.dim(2),
            out.dim(0),
            layer.kernel(),
            layer.stride(),
            layer.padding(),
            out.dim(1),
            out.dim(2));
    Weight<A> weight = weight(layer.name(), layer.weightNorm(), false);
    Bias<A> bias = bias(layer.name(), layer.bias(), geometry.outPlane());
    return new ConvStep<>(output, input, weight, bias, kernels.conv(), geometry);
  }

  private Step<A> activation(Activation layer, int input, int output, Shape in) {
    Nonlinearity function = layer.function();
    if (function == Nonlinearity.IDENTITY) {
      return new ViewStep<>(output, input, kernels.vector(), in.size());
    }
    if (function == Nonlinearity.CRELU) {
      return new ConcatenatedReluStep<>(output, input, kernels.concatenatedRelu(), in.size());
    }
    return new ActivationStep<>(
        output,
        input,
        kernels.activation(),
        function,
        layer.slope(),
        in.size(),
        in.size() / in.dim(0));
  }

  private Step<A> batchNorm(BatchNorm layer, int input, int output, Shape in) {
    BatchNormStep.Arrays<A> arrays =
        new BatchNormStep.Arrays<>(
            parameter(layer.name(), Kind.NORM_WEIGHT),
            parameter(layer.name(), Kind.NORM_BIAS),
            parameter(layer.name(), Kind.RUNNING_MEAN),
            parameter(layer.name(), Kind.RUNNING_VAR));
    int positions = in.size() / in.dim(0);
    return new BatchNormStep<>(output, input, layer, arrays, kernels, in.dim(0), positions);
  }

  private Weight<A> weight(String layer, boolean normalized, boolean factored) {
    Weight<A> weight =
        normalized
            ? new NormalizedWeight<>(
                parameter(layer, Kind.WEIGHT_G),
                parameter(layer, Kind.WEIGHT_V),
                factored,
                kernels,
                shared)
            : new PlainWeight<>(parameter(layer, Kind.WEIGHT));
    weights.add(weight);
    return weight;
  }

  private Bias<A> bias(String layer, boolean present, int positions) {
    return present ? new Bias<>(parameter(layer, Kind.BIAS), positions, kernels.vector()) : null;
  }

  private Parameter<A> parameter(String layer, Kind kind) {
    return parameters.get(layer + "." + kind.suffix());
  }
}
