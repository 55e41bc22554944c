// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import io.tally.protocol.outbox.OutboxLimits;
import io.tally.protocol.rtmp.connect.PublishSettings;
import java.time.Duration;

/// Which settings let a test offer a whole programme at once, without a drop?
public final class PatientSettings {
  private PatientSettings() {}

  public static PublishSettings make() {
    var hour = Duration.ofHours(1).toNanos();
    return PublishSettings.usual()
        .withOutbox(
            new OutboxLimits(hour, hour, hour, hour, hour, Integer.MAX_VALUE, Integer.MAX_VALUE));
  }
}
