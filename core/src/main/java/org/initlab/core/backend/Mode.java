package org.initlab.core.backend;

/** Batch normalization with the batch's statistics (TRAIN) or with the running ones (EVAL). */
public enum Mode {
  TRAIN,
  EVAL
}
