package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.random.Seed;

/** The backend under test and what every chapter of the contract needs to know of it. */
public interface ContractSubject {
  /** The backend under test; the same one at every call. */
  Backend backend();

  /** The largest number of threads that the suite asks for. */
  default int manyThreads() {
    return 4;
  }

  /** The seed of every random draw: the property {@code initlab.tck.seed}, or 20190512. */
  default long seed() {
    return Long.getLong("initlab.tck.seed", 20190512L);
  }

  /** A rule of docs/BACKEND-SPEC.md by its number, for example {@code 2.3}. */
  default Rule rule(String number) {
    return new Rule(number, seed());
  }

  /** The generator of a rule's data. */
  default Draw draw(Rule rule) {
    return new Draw(new Seed(seed()).stream("rule " + rule.number()));
  }

  /** The declared precisions. */
  default List<Precision> precisions() {
    List<Precision> declared = new ArrayList<>();
    for (Precision p : Precision.values()) {
      if (declares(Capability.valueOf(p.name()))) declared.add(p);
    }
    return declared;
  }

  /** The most accurate declared precision. */
  default Precision best() {
    return declares(Capability.FLOAT64) ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  default boolean declares(Capability capability) {
    return backend().capabilities().contains(capability);
  }

  /** Whether Hessian-vector products are declared, exact or by differences. */
  default boolean declaresHvp() {
    return declares(Capability.EXACT_HVP) || declares(Capability.DIFFERENCED_HVP);
  }

  /** One thread on the CPU in the most accurate precision. */
  default CompileOptions options() {
    return options(best());
  }

  /** One thread on the CPU. */
  default CompileOptions options(Precision precision) {
    return CompileOptions.cpu(precision);
  }

  /** The checks of results against the oracle for a rule. */
  default Agreement agreement(Rule rule) {
    return new Agreement(backend(), rule);
  }
}
