/**
 * Labelled images as bytes, where they are found, and the batches that training sees: an order per
 * (seed, epoch), normalization and augmentation as the original program defines them, prefetched.
 */
package org.initlab.core.data;
