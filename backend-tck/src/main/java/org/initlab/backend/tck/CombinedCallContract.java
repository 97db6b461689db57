package org.initlab.backend.tck;

import java.util.List;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.api.Test;

/** Chapter 3: states and gradients of one batch in one call. */
public interface CombinedCallContract extends ContractSubject {
  @Test
  default void rule3_15_statesAndGradientsInOneCallAreThoseOfTwo() {
    Rule rule = rule("3.15");
    Draw draw = draw(rule);
    List<Network> networks =
        List.of(
            Networks.resnet(Nonlinearity.TANH),
            Networks.cnn(Nonlinearity.RELU, true),
            Networks.residualMlp());
    for (Precision precision : precisions()) {
      for (Network net : networks) {
        for (Mode mode : Networks.modes(net)) {
          Case c = Case.of(net.name(), net, 3, mode, draw).in(precision);
          try (Model model = backend().compile(net, c.parameters(), options(precision))) {
            new CombinedCall(rule, agreement(rule), c, model).holds();
          }
        }
      }
    }
  }
}
