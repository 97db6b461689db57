package org.initlab.core.train;

/**
 * What is kept of an epoch.
 *
 * @param epoch from 0
 * @param trainLoss mean cross-entropy over the epoch's training samples, each as it was when its
 *     batch came; NaN if the run diverged in this epoch
 * @param validationLoss mean cross-entropy after the epoch; NaN without held-out samples
 * @param trainAccuracy fraction of the epoch's training samples classified right, likewise
 * @param validationAccuracy after the epoch; NaN without held-out samples
 * @param rate learning rate of the epoch's last update
 * @param seconds of training, without validation
 * @param samplesPerSecond of training
 * @param gradientNorm ‖g‖₂ of the epoch's last update
 */
public record EpochRecord(
    int epoch,
    double trainLoss,
    double validationLoss,
    double trainAccuracy,
    double validationAccuracy,
    double rate,
    double seconds,
    double samplesPerSecond,
    double gradientNorm) {}
