package org.initlab.cli.command;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Device;
import org.initlab.core.error.UnavailableException;

/** Refuses a device before any work begins, so that nothing is half-written. */
final class DeviceCheck {
  private DeviceCheck() {}

  static void require(List<Backend> backends, Device device) {
    for (Backend backend : backends) {
      if (!backend.devices().contains(device)) {
        throw new UnavailableException(
            "device "
                + device
                + " is not available on backend '"
                + backend.name()
                + "' (available: "
                + String.join(", ", backend.devices().stream().map(Device::toString).toList())
                + "); 'initlab doctor' says what this machine has");
      }
    }
  }
}
