// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.incoming;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.IncomingStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// When is enough known of a sender's tracks to let its packets go?
///
/// As soon as the codec headers of all that it names are there; else after a second of media, when
/// a track that was to come has not. Until then packets wait, a bounded number. Threads: one at a
/// time.
public final class Announcement {
  private static final long PATIENCE_NS = 1_000_000_000;
  private static final int MOST_WAITING = 512;

  private final IncomingStream stream;
  private final Supplier<StreamParameters> parameters;
  private final List<EncodedPacket> waiting = new ArrayList<>();
  private boolean made;

  /// @param parameters what is known of the tracks by now
  public Announcement(IncomingStream stream, Supplier<StreamParameters> parameters) {
    this.stream = stream;
    this.parameters = parameters;
  }

  /// A codec header came, or another than before.
  ///
  /// @param complete whether every track that was named has one
  public void headerChanged(boolean complete) {
    if (made || complete) {
      make();
    }
  }

  /// A packet came.
  public void packet(EncodedPacket packet) {
    if (made) {
      stream.packet(packet);
      return;
    }
    waiting.add(packet);
    if (packet.dtsNs() - waiting.getFirst().dtsNs() >= PATIENCE_NS
        || waiting.size() >= MOST_WAITING) {
      make();
    }
  }

  /// Nothing more of these tracks follows: what waits goes with what is known. Tracks that come
  /// after it are announced anew.
  public void end() {
    if (!made && !waiting.isEmpty()) {
      make();
    }
    made = false;
  }

  private void make() {
    made = true;
    stream.parameters(parameters.get());
    waiting.forEach(stream::packet);
    waiting.clear();
  }
}
