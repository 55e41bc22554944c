// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.store;

import io.tally.player.playlist.Segment.ByteRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What was answered once, when, and how quickly?
///
/// @param askedMs since the recording began
/// @param firstByteMs from the question to the head of the answer; 0 without an answer
/// @param totalMs from the question to the last byte
/// @param status 0 without an answer
/// @param address with masked values in its query
/// @param range that was asked for
/// @param headers by lower-case name, those that matter to players and caches
/// @param body unpacked; empty without one
public record StoredAnswer(
    long askedMs,
    long firstByteMs,
    long totalMs,
    int status,
    String address,
    Optional<ByteRange> range,
    Map<String, String> headers,
    Optional<Path> body) {
  public StoredAnswer {
    headers = Map.copyOf(headers);
  }

  /// When the whole of it was there, ms since the recording began.
  public long thereMs() {
    return askedMs + totalMs;
  }
}
