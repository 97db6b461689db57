/**
 * One interpreter of a network over DJL's NDArray and an engine's autograd; which engine it is, it
 * does not know. Engines differ behind {@link org.initlab.backend.djl.EngineAdapter}.
 */
package org.initlab.backend.djl;
