// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.playlist.Segment;

/// A segment with its bytes, as the demuxer gets it. The arrays are shared; nobody writes to them.
///
/// @param segment what the playlist says about it
/// @param init what a new demuxer reads first; empty when nothing
/// @param media its own bytes
/// @param newTimeline its times do not continue those of the segment before
/// @param positionNs where it begins in the stream, ns
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record LoadedSegment(
    Segment segment, byte[] init, byte[] media, boolean newTimeline, long positionNs) {}
