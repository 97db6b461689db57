package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.backend.tck.oracle.ParameterGradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Weight and batch normalization with one mistake each. */
final class BrokenNormalizations {
  private BrokenNormalizations() {}

  /** W = g·v/‖v‖ with the norm of the whole array instead of one for every output. */
  static LayerOracle normOfTheWholeWeight(Layer layer) {
    LayerOracle right = Oracle.standard(layer);
    String g = layer.name() + ".weight_g";
    String v = layer.name() + ".weight_v";
    return new BrokenLayers.Reading(
        right, p -> p.contains(v) ? p.with(g, wholeNorm(p.get(g), p.get(v))) : p);
  }

  /** g_i ‖v_i‖/‖v‖, so that dividing by the norm of the row leaves that of the whole. */
  private static Tensor wholeNorm(Tensor g, Tensor v) {
    double[] scaled = new double[g.size()];
    int fanIn = v.size() / g.size();
    double whole = 0;
    for (int k = 0; k < v.size(); k++) {
      scaled[k / fanIn] += v.data()[k] * v.data()[k];
      whole += v.data()[k] * v.data()[k];
    }
    for (int i = 0; i < scaled.length; i++) scaled[i] = g.data()[i] * Math.sqrt(scaled[i] / whole);
    return Tensor.of(g.shape(), scaled);
  }

  /** Batch statistics in evaluation too. */
  static LayerOracle batchNormAlwaysTrains(Layer layer) {
    if (!(layer instanceof BatchNorm)) return Oracle.standard(layer);
    return new InMode(Oracle.standard(layer), Mode.TRAIN, Mode.TRAIN);
  }

  /** The statistics taken for constants in the derivative. */
  static LayerOracle batchNormDetached(Layer layer) {
    if (!(layer instanceof BatchNorm b)) return Oracle.standard(layer);
    return new DetachedBatchNorm(b);
  }

  /** ∂L/∂v = g/‖v‖ ∂L/∂W, without taking out the part along v. */
  static LayerOracle weightNormWithoutProjection(Layer layer) {
    if (!(layer instanceof Dense d) || !d.weightNorm()) return Oracle.standard(layer);
    return new UnprojectedWeightNorm(d);
  }

  private record InMode(LayerOracle right, Mode forward, Mode backward) implements LayerOracle {
    @Override
    public Tensor forward(Tensor x, Parameters p, Mode mode) {
      return right.forward(x, p, forward);
    }

    @Override
    public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
      return right.backward(x, dy, p, backward, g);
    }
  }

  private record DetachedBatchNorm(BatchNorm layer) implements LayerOracle {
    @Override
    public Tensor forward(Tensor x, Parameters p, Mode mode) {
      return Oracle.standard(layer).forward(x, p, mode);
    }

    @Override
    public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
      if (mode == Mode.EVAL) return Oracle.standard(layer).backward(x, dy, p, mode, g);
      // One training batch at momentum 1 leaves the batch's own statistics behind.
      BatchNorm all = new BatchNorm(layer.name(), 1, layer.epsilon());
      Network alone = new Network("bn", x.shape().unbatched(), List.of(all));
      Parameters own = p;
      for (String name : List.copyOf(p.names())) {
        if (!name.startsWith(layer.name() + ".")) own = without(own, name);
      }
      Parameters batch = new Oracle(alone, own).withMovedStatistics(x);
      return Oracle.standard(layer).backward(x, dy, batch, Mode.EVAL, g);
    }

    private static Parameters without(Parameters p, String name) {
      Map<String, Tensor> rest = new LinkedHashMap<>(p.asMap());
      rest.remove(name);
      return Parameters.of(rest);
    }
  }

  private record UnprojectedWeightNorm(Dense layer) implements LayerOracle {
    @Override
    public Tensor forward(Tensor x, Parameters p, Mode mode) {
      return Oracle.standard(layer).forward(x, p, mode);
    }

    @Override
    public Tensor backward(Tensor x, Tensor dy, Parameters p, Mode mode, ParameterGradients g) {
      Network alone = new Network("wn", x.shape().unbatched(), List.of(layer));
      ParameterGradients right = new ParameterGradients(alone);
      Tensor dx = Oracle.standard(layer).backward(x, dy, p, mode, right);
      double[] v = p.get(layer.name() + ".weight_v").data();
      double[] dv = right.of(layer.name() + ".weight_v");
      double[] dg = right.of(layer.name() + ".weight_g");
      double[] gain = p.get(layer.name() + ".weight_g").data();
      int fanIn = v.length / gain.length;
      for (int i = 0; i < gain.length; i++) {
        double norm2 = 0;
        for (int j = 0; j < fanIn; j++) norm2 += v[i * fanIn + j] * v[i * fanIn + j];
        for (int j = 0; j < fanIn; j++) {
          int k = i * fanIn + j;
          g.of(layer.name() + ".weight_v")[k] += dv[k] + gain[i] * dg[i] * v[k] / norm2;
        }
        g.of(layer.name() + ".weight_g")[i] += dg[i];
      }
      if (layer.bias()) {
        double[] db = right.of(layer.name() + ".bias");
        for (int o = 0; o < db.length; o++) g.of(layer.name() + ".bias")[o] += db[o];
      }
      return dx;
    }
  }
}
