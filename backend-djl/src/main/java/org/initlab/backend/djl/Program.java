package org.initlab.backend.djl;

import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Network;

/** A network on an engine in one precision, without its parameters' values. */
record Program(
    EngineAdapter engine,
    Network network,
    Plan plan,
    NDManager manager,
    HostTransfer host,
    Constants constants) {

  static Program of(EngineAdapter engine, Network network, NDManager manager, Precision precision) {
    return of(engine, network, Plan.of(network), manager, precision);
  }

  /** The same in another precision. */
  Program in(Precision precision) {
    return of(engine, network, plan, manager, precision);
  }

  /** The positions of the trainable ones in the network's parameters. */
  int[] trainable() {
    return IntStream.range(0, network.parameters().size())
        .filter(i -> network.parameters().get(i).kind().trainable())
        .toArray();
  }

  private static Program of(
      EngineAdapter engine, Network network, Plan plan, NDManager manager, Precision precision) {
    HostTransfer host = new HostTransfer(precision);
    return new Program(engine, network, plan, manager, host, new Constants(manager, host));
  }
}
