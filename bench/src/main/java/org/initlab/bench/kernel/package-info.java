/** JMH benchmarks of the native backend's kernels alone: {@code bench/jmh --help}. */
package org.initlab.bench.kernel;
