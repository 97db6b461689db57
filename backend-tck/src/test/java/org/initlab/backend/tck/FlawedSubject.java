package org.initlab.backend.tck;

import org.initlab.core.backend.Backend;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The contract run on a broken backend, which the configuration parameter {@value #FLAW} names. It
 * is run by {@link ContractCatchesFlawsTest} only; its name keeps it from being found as a test.
 */
@ExtendWith(FlawedSubject.Resolver.class)
class FlawedSubject extends BackendContract {
  static final String FLAW = "initlab.tck.flaw";

  private final Backend backend;

  FlawedSubject(Flaw flaw) {
    this.backend = flaw.backend();
  }

  @Override
  public Backend backend() {
    return backend;
  }

  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Flaw.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Flaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow());
    }
  }
}
