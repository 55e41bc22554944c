// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

/// How is one playlist, measured, and how was it announced?
///
/// @param name as the report names it
/// @param url with secrets masked
/// @param kind variant, rendition or I-frames
/// @param told what the multivariant playlist says of it; empty without one
/// @param real what its media are; empty before the first segment
/// @param live nothing says that it has ended
/// @param targetSeconds its target duration
/// @param playlists how often it was loaded
/// @param segments how many were looked at
/// @param failed how many did not come
/// @param mediaSeconds how long these segments are, by EXTINF
/// @param bytes of these segments
/// @param meanBps over all of them
/// @param peakBps the highest of one segment
/// @param toldBps BANDWIDTH; 0 when not told
/// @param framesPerSecond real; 0 when not known
/// @param keyframeSeconds mean distance; 0 when not known
/// @param longestKeyframeSeconds longest distance; 0 when not known
public record TrackSummary(
    String name,
    String url,
    String kind,
    String told,
    String real,
    boolean live,
    long targetSeconds,
    int playlists,
    int segments,
    int failed,
    double mediaSeconds,
    long bytes,
    long meanBps,
    long peakBps,
    long toldBps,
    double framesPerSecond,
    double keyframeSeconds,
    double longestKeyframeSeconds) {}
