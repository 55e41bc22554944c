// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Publisher;
import io.tally.protocol.rtmp.RtmpPublisher;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.tls.Fingerprint;
import io.tally.protocol.tls.Trust;

/// Which publisher speaks the protocol of an outlet's endpoint?
final class Publishers {
  private Publishers() {}

  /// Not started yet.
  static Publisher open(Outlet outlet, StreamParameters programme) {
    Fingerprint[] pins = outlet.pins().toArray(Fingerprint[]::new);
    Trust trust = pins.length == 0 ? Trust.system() : Trust.system().pinning(pins);
    return new RtmpPublisher(
        outlet.endpoint(),
        programme,
        PublishSettings.usual().withTrust(trust).withRoute(outlet.route()));
  }
}
