package org.initlab.cli.command;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Memory;
import org.initlab.core.error.UnavailableException;
import picocli.CommandLine.Option;

/** How much of a forward pass is kept for the backward pass. */
public final class MemoryOption {
  @Option(
      names = "--memory",
      paramLabel = "full|small",
      defaultValue = "full",
      description =
          "small: keep only about 2*sqrt(L) of a network's L states for the backward pass and"
              + " compute the others again; slower, with the same result (default:"
              + " ${DEFAULT-VALUE})")
  private String memory;

  /**
   * {@code options} with the chosen memory.
   *
   * @throws UnavailableException if one of the backends does not have it
   */
  CompileOptions in(CompileOptions options, List<Backend> backends) {
    Memory chosen = Memory.named(memory);
    for (Backend backend : backends) {
      if (chosen == Memory.SMALL && !backend.capabilities().contains(Capability.CHECKPOINTING)) {
        throw new UnavailableException(
            "--memory small is not available on backend '"
                + backend.name()
                + "', which keeps every state (capability "
                + Capability.CHECKPOINTING
                + "); 'initlab doctor' says what each backend has");
      }
    }
    return options.withMemory(chosen);
  }
}
