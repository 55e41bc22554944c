// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import io.tally.player.playlist.Segment.ByteRange;
import java.net.URI;
import java.util.Optional;

/// Which bytes carry a part of a segment, before the segment is whole (RFC 8216bis 4.4.4.9)?
///
/// @param uri absolute
/// @param durationNs ns
/// @param range which bytes of the resource; empty for all of it
/// @param independent it contains a picture at which decoding can begin
/// @param gap it is announced as missing
/// @param line where it stands, from 1
public record Part(
    URI uri,
    long durationNs,
    Optional<ByteRange> range,
    boolean independent,
    boolean gap,
    int line) {}
