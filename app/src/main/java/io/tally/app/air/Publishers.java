// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Publisher;
import io.tally.protocol.rtmp.RtmpPublisher;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.srt.publish.SrtPublisher;
import io.tally.protocol.tls.Fingerprint;
import io.tally.protocol.tls.Trust;

/// Which publisher speaks the protocol of an outlet's endpoint?
public final class Publishers {
  private Publishers() {}

  /// Not started yet.
  public static Publisher open(Outlet outlet, StreamParameters programme) {
    return outlet.endpoint().isSrt()
        ? SrtPublisher.to(outlet.endpoint(), programme, outlet.route())
        : RtmpPublisher.to(outlet.endpoint(), programme, settings(outlet));
  }

  /// By which way, and whom to believe.
  public static PublishSettings settings(Outlet outlet) {
    Fingerprint[] pins = outlet.pins().toArray(Fingerprint[]::new);
    Trust trust = pins.length == 0 ? Trust.system() : Trust.system().pinning(pins);
    return PublishSettings.usual().withTrust(trust).withRoute(outlet.route());
  }
}
