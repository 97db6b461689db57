package org.initlab.core.train;

import org.initlab.core.error.InvalidInputException;

/**
 * By what the learning rate is multiplied from which epoch on: the six schedules of {@code
 * --lr_annealing_type} (victorcampos7/weightnorm-init, {@code util/graph_def.py}). Boundaries are
 * real numbers: a factor holds for every epoch at or after its boundary.
 */
public enum Annealing {
  /** 1 throughout. */
  CONSTANT {
    @Override
    public double factor(int epoch, int epochs) {
      return 1;
    }
  },
  /** 0.1 from E/3 on, 0.01 from 2E/3 on. */
  THIRDS {
    @Override
    public double factor(int epoch, int epochs) {
      return 3L * epoch >= 2L * epochs ? 0.01 : 3L * epoch >= epochs ? 0.1 : 1;
    }
  },
  /** 0.1 from E/2 on, 0.01 from 3E/4 on. */
  HALF_AND_THREE_QUARTERS {
    @Override
    public double factor(int epoch, int epochs) {
      return 4L * epoch >= 3L * epochs ? 0.01 : 2L * epoch >= epochs ? 0.1 : 1;
    }
  },
  /** 0.2, 0.2² and 0.2³ from 60/200, 120/200 and 160/200 of E on; for WideResNets. */
  WIDE_RESNET {
    @Override
    public double factor(int epoch, int epochs) {
      if (10L * epoch >= 8L * epochs) return 0.2 * 0.2 * 0.2;
      if (10L * epoch >= 6L * epochs) return 0.2 * 0.2;
      return 10L * epoch >= 3L * epochs ? 0.2 : 1;
    }
  },
  /** 0.1 from epoch 91 on, 0.01 from epoch 136 on; for ResNets (He et al. 2015). */
  RESNET {
    @Override
    public double factor(int epoch, int epochs) {
      return epoch >= 136 ? 0.01 : epoch >= 91 ? 0.1 : 1;
    }
  },
  /** The same as {@link #RESNET}, as in the original program. */
  RESNET_AGAIN {
    @Override
    public double factor(int epoch, int epochs) {
      return RESNET.factor(epoch, epochs);
    }
  };

  /**
   * @param epoch from 0
   * @param epochs E, the length of the run
   */
  public abstract double factor(int epoch, int epochs);

  /** The schedule of a number of {@code --lr_annealing_type}. */
  public static Annealing ofType(int type) {
    if (type < 0 || type >= values().length) {
      throw new InvalidInputException(
          "lr_annealing_type must be in 0.." + (values().length - 1) + ", was " + type);
    }
    return values()[type];
  }

  /** Its number in {@code --lr_annealing_type}. */
  public int type() {
    return ordinal();
  }
}
