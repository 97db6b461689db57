package org.initlab.backend.tck;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract on a right backend that declares what the configuration parameter lists. */
@ExtendWith(DeclaredSubject.Resolver.class)
class DeclaredSubject extends BackendContract {
  static final String CAPABILITIES = "initlab.tck.capabilities";

  private final Backend backend;

  DeclaredSubject(Set<Capability> capabilities) {
    this.backend = new OracleBackend(capabilities, Oracle::standard);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Set.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      String listed = context.getConfigurationParameter(CAPABILITIES).orElseThrow();
      Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
      Arrays.stream(listed.split(",")).map(Capability::valueOf).forEach(capabilities::add);
      return capabilities;
    }
  }
}
