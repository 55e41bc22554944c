// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import java.time.Duration;

/// How long are segments, and how much of a stream is kept?
///
/// @param segment how long a segment should be; longer where the sender's keyframes are further
///   apart
/// @param window how far back viewers can seek; the memory limit may make it shorter
/// @param memoryBytes segments held at most, listed ones and those that were listed a moment ago;
///   the six newest are held whatever they weigh
/// @param reconnect how long a playlist waits for a sender that is gone before it says that the
///   stream has ended
public record HlsSettings(Duration segment, Duration window, long memoryBytes, Duration reconnect) {
  public HlsSettings {
    if (segment.compareTo(Duration.ofSeconds(1)) < 0
        || segment.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException(
          "A segment lasts " + segment + "; choose between 1 s and 10 s");
    }
    if (window.isNegative() || reconnect.isNegative() || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "A window, a waiting time and a memory limit are never negative");
    }
  }

  /// Segments of 2 s, half an hour or 256 MB of them, 10 s for a reconnect.
  public static HlsSettings standard() {
    return new HlsSettings(
        Duration.ofSeconds(2), Duration.ofMinutes(30), 256L << 20, Duration.ofSeconds(10));
  }
}
