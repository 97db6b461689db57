/**
 * The Hessian of the loss with respect to all trainable parameters: its products with vectors, its
 * extreme eigenvalues, trace and spectral density. The matrix itself is never formed.
 */
package org.initlab.core.hessian;
