// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Publisher;
import io.tally.protocol.rtmp.RtmpPublisher;

/// Which publisher speaks the protocol of an outlet's endpoint?
final class Publishers {
  private Publishers() {}

  /// Not started yet.
  static Publisher open(Outlet outlet, StreamParameters programme) {
    return new RtmpPublisher(outlet.endpoint(), programme);
  }
}
