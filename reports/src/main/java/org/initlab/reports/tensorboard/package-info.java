/** Scalars for TensorBoard. */
package org.initlab.reports.tensorboard;
