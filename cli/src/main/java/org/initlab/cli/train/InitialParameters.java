package org.initlab.cli.train;

import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.train.TrainingData;

/** What a run starts from. */
public final class InitialParameters {
  private InitialParameters() {}

  /** Drawn by {@code scheme}, which is shown the first training batch if it needs data. */
  public static Parameters draw(
      Scheme scheme,
      Network network,
      TrainingData data,
      Backend backend,
      Seed seed,
      CompileOptions options) {
    InitContext context = InitContext.of(seed).withThreads(options.threads());
    if (scheme.needsData()) context = context.withCalibration(data.firstBatch(), backend);
    return scheme.initialize(network, context);
  }
}
