// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.LiveDistance;
import io.tally.player.glass.GlassFacts.Likeness;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// How did it play at a moment?
///
/// @param at by the wall clock
/// @param atS seconds since the stream was opened
/// @param bufferS media that is loaded and not shown yet
/// @param behindS how far behind live; empty for a recording, or while nothing plays
/// @param decodedPerSecond pictures that came out of the decoder
/// @param decoder what decodes them, such as `FFmpeg` or `VA-API`
/// @param dropped pictures that came too late to be shown, so far
/// @param stalls how often playing stopped, so far
/// @param damaged packets that could not be decoded, so far
/// @param against what `behindS` was measured against; empty with it
/// @param pictureOffsetMs how far the picture is behind the sound's clock
/// @param bitrateBps of the last segment that was loaded
/// @param variant the one that is loaded, by its name; empty when there is no choice
/// @param date the sender's wall clock of what is shown, when the playlist tells it
/// @param likeness of the newest picture that was compared with what was sent; empty where this
///   program did not send it
public record PlaySample(
    Instant at,
    double atS,
    double bufferS,
    OptionalDouble behindS,
    double decodedPerSecond,
    String decoder,
    long dropped,
    int stalls,
    long damaged,
    Optional<LiveDistance.Measure> against,
    double pictureOffsetMs,
    long bitrateBps,
    String variant,
    Optional<Instant> date,
    Optional<Likeness> likeness) {}
