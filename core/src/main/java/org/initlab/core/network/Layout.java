package org.initlab.core.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.tensor.Shape;

/**
 * What follows from a network's layers: its parameters, its observable states and its output shape.
 */
record Layout(List<ParameterSpec> parameters, List<ProbePoint> probePoints, Shape output) {

  static Layout of(Network network) {
    Walk walk = new Walk();
    State end = walk.through(network.layers(), new State(network.input(), 0, 1), 0, 1);
    return new Layout(List.copyOf(walk.parameters), List.copyOf(walk.points), end.shape);
  }

  private record State(Shape shape, int depth, int fanIn) {}

  private static final class Walk {
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final List<ProbePoint> points = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    State through(List<Layer> layers, State start, int block, int blocks) {
      State state = start;
      for (Layer layer : layers) state = through(layer, state, block, blocks);
      return state;
    }

    private State through(Layer layer, State in, int block, int blocks) {
      if (!names.add(layer.name())) {
        throw new InvalidInputException("layer name '" + layer.name() + "' occurs twice");
      }
      Shape out = layer.outputShape(in.shape);
      State next = new State(out, in.depth, in.fanIn);
      ProbePoint.Kind kind = ProbePoint.Kind.HIDDEN;
      if (layer instanceof Dense d) {
        Shape weight = Shape.of(d.outFeatures(), in.shape.dim(0));
        Fans fans = new Fans(in.shape.dim(0), d.outFeatures());
        affine(d.name(), weight, d.bias(), d.weightNorm(), d.role(), fans, block, blocks);
        next = new State(out, in.depth + 1, fans.in);
        kind = ProbePoint.Kind.PRE_ACTIVATION;
      } else if (layer instanceof Conv2d c) {
        int k = c.kernel();
        Shape weight = Shape.of(c.outChannels(), in.shape.dim(0), k, k);
        Fans fans = new Fans(in.shape.dim(0) * k * k, c.outChannels() * k * k);
        affine(c.name(), weight, c.bias(), c.weightNorm(), c.role(), fans, block, blocks);
        next = new State(out, in.depth + 1, fans.in);
        kind = ProbePoint.Kind.PRE_ACTIVATION;
      } else if (layer instanceof BatchNorm b) {
        for (Kind k :
            List.of(Kind.NORM_WEIGHT, Kind.NORM_BIAS, Kind.RUNNING_MEAN, Kind.RUNNING_VAR)) {
          Shape perFeature = Shape.of(in.shape.dim(0));
          add(b.name(), k, perFeature, Role.LINEAR, new Fans(1, 1), block, blocks);
        }
        kind = ProbePoint.Kind.PRE_ACTIVATION;
      } else if (layer instanceof Scale s) {
        add(s.name(), Kind.SCALE, Shape.of(1), Role.LINEAR, new Fans(1, 1), block, blocks);
        kind = ProbePoint.Kind.PRE_ACTIVATION;
      } else if (layer instanceof Residual r) {
        State branch = through(r.branch(), in, r.block(), r.blocks());
        State shortcut = through(r.shortcut(), in, r.block(), r.blocks());
        State deeper = branch.depth >= shortcut.depth ? branch : shortcut;
        next = new State(out, deeper.depth, deeper.fanIn);
      }
      points.add(new ProbePoint(points.size(), layer.name(), kind, next.depth, next.fanIn, out));
      return next;
    }

    private void affine(
        String layer,
        Shape weight,
        boolean bias,
        boolean norm,
        Role role,
        Fans fans,
        int block,
        int blocks) {
      if (norm) {
        int[] g = new int[weight.rank()];
        java.util.Arrays.fill(g, 1);
        g[0] = weight.dim(0);
        add(layer, Kind.WEIGHT_G, Shape.of(g), role, fans, block, blocks);
        add(layer, Kind.WEIGHT_V, weight, role, fans, block, blocks);
      } else {
        add(layer, Kind.WEIGHT, weight, role, fans, block, blocks);
      }
      if (bias) add(layer, Kind.BIAS, Shape.of(weight.dim(0)), role, fans, block, blocks);
    }

    private void add(
        String layer, Kind kind, Shape shape, Role role, Fans fans, int block, int blocks) {
      String name = layer + "." + kind.suffix();
      parameters.add(
          new ParameterSpec(name, kind, shape, layer, role, fans.in, fans.out, block, blocks));
    }
  }

  private record Fans(int in, int out) {}
}
