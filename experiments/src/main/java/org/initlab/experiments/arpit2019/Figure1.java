package org.initlab.experiments.arpit2019;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Figure 1 of Arpit, Campos and Bengio 2019: {@code initlab reproduce arpit2019-fig1}.
 *
 * <p>Claim: with weight normalization and g = 1, norms of states and gradients vanish with depth in
 * a feed-forward ReLU network (√½ per layer) and explode in a residual one (√1.5 per block); with
 * the proposed gains they stay at 1, and within [√2, √e] over a whole residual stage, for He and
 * for orthogonal weights.
 *
 * <p>What you should see: the curves with g = 1 fall to 0 or leave the panel, the proposed ones
 * stay near 1 and rise to 1.64; narrow networks wander more than wide ones and He more than
 * orthogonal.
 */
@AutoService(Experiment.class)
public final class Figure1 implements Experiment {
  @Override
  public String id() {
    return "arpit2019-fig1";
  }

  @Override
  public String title() {
    return "Norms of states and gradients over depth, weight-normalized ReLU and residual networks";
  }

  @Override
  public String description() {
    return "Figure 1 of Arpit, Campos and Bengio 2019. Gaussian samples pass through random"
        + " feed-forward (L = 20, widths m ± 50) and residual (B = 40) networks with weight"
        + " normalization, m = 200 and 1000, initialized as He with g = 1, proposed orthogonal and"
        + " proposed He, forward and backward. With g = 1 norms vanish in the feed-forward network"
        + " and explode in the residual one; with the proposed gains they stay near 1 and below √e."
        + " The authors' notebook takes the ReLU's derivative in the residual backward pass at"
        + " h^(b−1) instead of W₁h^(b−1); here it is taken where the ReLU is. Half of the units are"
        + " active either way, so the published magnitudes are those of the right mask within"
        + " their reading error.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(
        Bibliography.ARPIT_2019,
        Bibliography.SALIMANS_2016,
        Bibliography.HE_2015,
        Bibliography.CHO_2009);
  }

  @Override
  public Result run(RunContext context) {
    Figure1Settings settings = Figure1Settings.of(context.scale());
    List<Figure1Network> networks = Figure1Network.all(settings, context.seed());
    Shape shape = Shape.of(settings.samples(), settings.input());
    Tensor inputs = NormMeasurement.gaussian(context.seed(), "inputs", shape);
    List<Backend> backends = context.backends();
    context.progress().start("networks", (long) networks.size() * backends.size());
    Map<Backend, Map<Figure1Network, Table>> norms = new LinkedHashMap<>();
    backends.forEach(b -> norms.put(b, new LinkedHashMap<>()));
    for (Figure1Network network : networks) {
      Drawn drawn =
          new Drawn(network, context, new NormMeasurement(network, inputs, settings.batch()));
      for (Backend backend : backends) {
        String key = network.key() + "/" + backend.name();
        norms.get(backend).put(network, context.unit(key, drawn.on(backend)));
        context.progress().advance(1);
      }
    }
    return result(norms, settings, context);
  }

  private static Result result(
      Map<Backend, Map<Figure1Network, Table>> norms,
      Figure1Settings settings,
      RunContext context) {
    List<Backend> backends = context.backends();
    Map<Figure1Network, Table> reference = norms.get(backends.get(0));
    List<Curve> curves = Curve.of(reference);
    List<Table> tables = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    tables.add(Figure1Tables.norms(norms, settings.samples()));
    for (Curve curve : curves) checks.addAll(ClosedFormChecks.of(curve, settings.samples()));
    if (settings.published()) checks.addAll(PublishedFigure1.checks(curves, settings));
    if (backends.size() > 1) {
      Figure1Agreement agreement =
          Figure1Agreement.of(norms, settings, context.options().precision());
      tables.add(agreement.table());
      checks.addAll(agreement.checks());
    }
    List<Figure> figures = List.of(Figure1Panels.figure(curves, settings));
    return new Result(tables, figures, checks);
  }

  /** Weights that are drawn when the first backend needs them: a replayed unit needs none. */
  private static final class Drawn {
    private final Figure1Network network;
    private final RunContext context;
    private final NormMeasurement measurement;
    private Parameters parameters;

    Drawn(Figure1Network network, RunContext context, NormMeasurement measurement) {
      this.network = network;
      this.context = context;
      this.measurement = measurement;
    }

    Supplier<Table> on(Backend backend) {
      return () -> measurement.on(backend, parameters(), context.options());
    }

    private Parameters parameters() {
      if (parameters == null) {
        InitContext init = InitContext.of(network.seed()).withThreads(context.options().threads());
        parameters = Schemes.named(network.init().scheme()).initialize(network.network(), init);
      }
      return parameters;
    }
  }
}
