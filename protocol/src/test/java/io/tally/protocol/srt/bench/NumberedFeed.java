// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/// How does a stream of numbered payloads come at an even rate, in bursts as an encoder's?
///
/// @param megabits per second
/// @param together payloads that come at once, 1 for an even stream
record NumberedFeed(double megabits, int together) {
  static final int PAYLOAD_BYTES = 1316;

  /// Takes payloads.
  @FunctionalInterface
  interface Sink {
    /// @param payload borrowed until return
    /// @param atNs when it came to be
    void take(ByteBuffer payload, long atNs) throws IOException;
  }

  /// Gives payloads for some time, numbered from `first`.
  ///
  /// @return the number after the last
  int run(int first, double seconds, Sink sink) throws IOException {
    var payload = ByteBuffer.allocate(PAYLOAD_BYTES);
    var periodNs = PAYLOAD_BYTES * 8_000.0 / megabits;
    var count = (int) (seconds * 1e9 / periodNs);
    var startNs = System.nanoTime();
    for (var i = 0; i < count; i++) {
      var atNs = startNs + (long) (i / together * together * periodNs);
      for (var waitNs = atNs - System.nanoTime(); waitNs > 0; waitNs = atNs - System.nanoTime()) {
        LockSupport.parkNanos(waitNs);
      }
      sink.take(payload.clear().putInt(0, first + i), atNs);
    }
    return first + count;
  }
}
