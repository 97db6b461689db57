package org.initlab.core.init;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Paper;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * Layer-sequential unit variance (Mishkin and Matas 2016): orthogonal weights, then layer by layer
 * divided by the standard deviation of the layer's outputs over the calibration batch, before its
 * nonlinearity. The classifier is treated like every other layer; biases are 0.
 */
@AutoService(Scheme.class)
public final class LsuvScheme implements Scheme {
  @Override
  public String name() {
    return "lsuv";
  }

  @Override
  public String description() {
    return "orthogonal, every layer scaled to variance 1 on the first batch; Mishkin and Matas 2016";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.MISHKIN_2016, Bibliography.SAXE_2014);
  }

  @Override
  public boolean needsData() {
    return true;
  }

  @Override
  public Parameters initialize(Network network, InitContext context) {
    InitContext.Calibration calibration = context.requireCalibration(name());
    NetworkDraw.Rules rules =
        NetworkDraw.Rules.of(Initializers.ORTHOGONAL, WeightNormGain.NORM_OF_V)
            .withClassifier(Initializers.ORTHOGONAL, Initializers.ZEROS);
    Parameters drawn = NetworkDraw.draw(network, context, rules);
    return new DataDependentWalk(calibration, context.threads(), drawn, new UnitVarianceLayers())
        .through(network);
  }
}
