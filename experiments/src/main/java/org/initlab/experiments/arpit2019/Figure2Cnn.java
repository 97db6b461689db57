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
 * Figure 2 of Arpit, Campos and Bengio 2019, CNNs: {@code initlab reproduce arpit2019-fig2-cnn}.
 *
 * <p>Claim: weight-normalized CNNs of 5 and 25 convolutions train alike from data-dependent and
 * from proposed initializations; at 100 the data-dependent ones diverge at every learning rate and
 * the proposed ones still train.
 *
 * <p>What you should see: the data-dependent curves drop to 0 at 100, and beside them their
 * gradient at initialization that grows exponentially, where the proposed ones' shrinks slowly:
 * zero padding takes its part of the signal at the borders of every layer, 4 % of ‖h‖ on maps of
 * 8×8 ({@link PaddedEnergy}), which is checked against its closed form.
 */
@AutoService(Experiment.class)
public final class Figure2Cnn implements Experiment {
  @Override
  public String id() {
    return "arpit2019-fig2-cnn";
  }

  @Override
  public String title() {
    return "Accuracy over depth of weight-normalized CNNs, data-dependent and proposed init";
  }

  @Override
  public String description() {
    return "Figure 2 of Arpit, Campos and Bengio 2019, CNNs. Weight-normalized CNNs of up to 100"
        + " convolutions are trained from the data-dependent and from the proposed initialization,"
        + " He and orthogonal. All do equally well at 5 and 25; at 100 the data-dependent ones"
        + " diverge and the proposed ones train. Scale paper is CIFAR-10 in --data-dir; smoke and"
        + " quick are UCI digits enlarged to 32×32, so that layers have the sides that they have on"
        + " CIFAR-10. On these the deep networks do not learn: at quick scale it is checked that"
        + " the data-dependent ones diverge at 100 and that the proposed ones stay finite, that the"
        + " proposed ones train at 5, and at initialization what zero padding leaves of ‖h‖ and of the"
        + " gradient from layer to layer, (1 + 2cos(π/9))/3 on maps of 8×8.";
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
    return Figure2.run(Figure2Scales.cnn(context.scale()), context);
  }
}
