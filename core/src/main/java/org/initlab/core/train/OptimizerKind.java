package org.initlab.core.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.error.Arguments;

/** The choices of {@code --optimizer}, with PyTorch's defaults for what has no option. */
public enum OptimizerKind {
  SGD {
    @Override
    public UpdateRule rule(double rate, double momentum, double weightDecay) {
      return new UpdateRule.Sgd(rate, momentum, weightDecay);
    }
  },
  ADAM {
    @Override
    public UpdateRule rule(double rate, double momentum, double weightDecay) {
      return new UpdateRule.Adam(rate, 0.9, 0.999, 1e-8, weightDecay, false);
    }
  },
  ADAMW {
    @Override
    public UpdateRule rule(double rate, double momentum, double weightDecay) {
      return new UpdateRule.Adam(rate, 0.9, 0.999, 1e-8, weightDecay, true);
    }
  };

  /** One update at this learning rate; Adam knows no momentum. */
  public abstract UpdateRule rule(double rate, double momentum, double weightDecay);

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(OptimizerKind::id).toList();
  }

  public static OptimizerKind named(String id) {
    return Arrays.stream(values())
        .filter(o -> o.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Arguments.unknown("optimizer", id, ids()));
  }
}
