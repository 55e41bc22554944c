// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.playlist.Segment;
import java.time.Instant;
import java.util.Optional;

/// A segment or a part of one with its bytes, as the demuxer gets it. The arrays are shared; nobody
/// writes to them.
///
/// @param segment what the playlist says about it
/// @param init what a new demuxer reads first; empty when nothing
/// @param media its own bytes
/// @param newTimeline its times do not continue those of the segment before
/// @param switched it comes from another variant than the segment before
/// @param positionNs where it begins in the stream, ns
/// @param durationNs how long it is said to last, ns
/// @param date the sender's clock at its beginning, when it is told
/// @param loaded when its bytes were there, by the wall clock
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record LoadedSegment(
    Segment segment,
    byte[] init,
    byte[] media,
    boolean newTimeline,
    boolean switched,
    long positionNs,
    long durationNs,
    Optional<Instant> date,
    Instant loaded) {}
