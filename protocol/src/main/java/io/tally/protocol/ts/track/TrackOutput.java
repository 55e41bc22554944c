// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.tally.encoder.packet.EncodedPacket;

/// Who takes what a track becomes?
public interface TrackOutput {
  /// The codec header is there, or is another than before.
  void headerChanged();

  /// The next packet.
  void packet(EncodedPacket packet);
}
