package org.initlab.experiments.arpit2019;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;

/**
 * Figure 2 of Arpit, Campos and Bengio 2019, MLPs: {@code initlab reproduce arpit2019-fig2-depth}.
 *
 * <p>Claim: weight-normalized MLPs of up to 20 hidden layers train alike from data-dependent and
 * from proposed initializations; at 100 and 200 the data-dependent ones diverge at every learning
 * rate and the proposed ones still train.
 *
 * <p>What you should see: the data-dependent curves drop to 0, and beside them their gradient at
 * initialization on a straight line of slope ½ ln(π/(π − 1)) per layer, up to 10¹⁶ at 200 layers,
 * where the proposed ones' stays near 1.
 */
@AutoService(Experiment.class)
public final class Figure2Depth implements Experiment {
  @Override
  public String id() {
    return "arpit2019-fig2-depth";
  }

  @Override
  public String title() {
    return "Accuracy over depth of weight-normalized MLPs, data-dependent and proposed init";
  }

  @Override
  public String description() {
    return "Figure 2 of Arpit, Campos and Bengio 2019, MLPs. Weight-normalized ReLU networks of up to 200"
        + " hidden layers are trained from the data-dependent and from the proposed"
        + " initialization, He and orthogonal. All do equally well up to 20 layers; at 100 and 200"
        + " the data-dependent ones diverge and the proposed ones train. Why: standardizing every"
        + " unit multiplies the gradient by √(π/(π − 1)) = 1.21 per layer, which is measured beside"
        + " the accuracies. Scale paper is MNIST in --data-dir; smoke and quick are ten Gaussian"
        + " clusters in 64 dimensions; there the deepest networks have one epoch, which shows whether"
        + " the loss stays finite and not yet what they learn.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.ARPIT_2019, Bibliography.SALIMANS_2016);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    return Figure2.run(Figure2Scales.mlp(context.scale()), context);
  }
}
