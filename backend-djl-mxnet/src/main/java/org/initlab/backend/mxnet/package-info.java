/** The MXNet engine: its Guice module, how it is loaded and what is particular to it. */
package org.initlab.backend.mxnet;
