package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Probe;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Tensor;

/**
 * How much ‖h‖, the norm over channels, grows over every stage of a residual network at
 * initialization: root mean squares over samples and positions, so that a stride alone changes
 * nothing.
 */
final class StageNorms {
  private static final Column[] COLUMNS = {
    Column.integer("stage", "from 1"),
    Column.real(
        "growth",
        "‖h‖ behind the stage over ‖h‖ before it, root mean square over samples and positions"),
    Column.real("closed_form", "the same, expected over the stage's weights from what enters it")
  };

  /** A stage's blocks and the layer before them. */
  private record Stage(String before, List<Layer> blocks) {
    String last() {
      return blocks.get(blocks.size() - 1).name();
    }
  }

  private StageNorms() {}

  /** One row for every stage of one network. */
  static Table of(
      Network network,
      Parameters parameters,
      Tensor inputs,
      Backend backend,
      CompileOptions options) {
    List<Stage> stages = stages(network);
    Map<String, EnergyMap> maps = new HashMap<>();
    for (Stage stage : stages) {
      maps.put(stage.before(), null);
      maps.put(stage.last(), null);
    }
    try (Model model = backend.compile(network, parameters, options.borrowingParameters())) {
      model.forward(inputs, Mode.EVAL, recorder(maps));
    }
    Table.Builder table = Table.builder("stages", "Growth of ‖h‖ over the stages", COLUMNS);
    for (int s = 0; s < stages.size(); s++) {
      Stage stage = stages.get(s);
      EnergyMap before = maps.get(stage.before());
      double expected = before.through(stage.blocks()).mean();
      double measured = maps.get(stage.last()).mean();
      table.row(s + 1, Math.sqrt(measured / before.mean()), Math.sqrt(expected / before.mean()));
    }
    return table.build();
  }

  private static Probe recorder(Map<String, EnergyMap> maps) {
    return new Probe() {
      @Override
      public boolean wants(ProbePoint point) {
        return maps.containsKey(point.layer());
      }

      @Override
      public void accept(ProbePoint point, Tensor state) {
        maps.put(point.layer(), EnergyMap.of(state));
      }
    };
  }

  /** A stage begins with the block of position 0. */
  private static List<Stage> stages(Network network) {
    List<Stage> stages = new ArrayList<>();
    String before = "";
    for (Layer layer : network.layers()) {
      if (layer instanceof Residual r) {
        if (r.block() == 0) stages.add(new Stage(before, new ArrayList<>()));
        stages.get(stages.size() - 1).blocks().add(r);
      }
      before = layer.name();
    }
    return stages;
  }
}
