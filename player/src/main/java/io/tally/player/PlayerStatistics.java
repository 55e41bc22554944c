// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import java.time.Duration;
import java.util.Optional;

/// What has passed through the player since `play`?
///
/// @param decodedFrames pictures that came out of the decoder
/// @param shownFrames pictures given to the sinks
/// @param droppedFrames pictures that came too late to be shown
/// @param lateSoundMs sound that came too late to be heard and was cut off, ms
/// @param damagedPackets packets that the demuxer or a decoder refused
/// @param loadedBytes bytes of segments and their initialization sections
/// @param bitrateBps bit rate of the last segment: its bytes over its duration; 0 before the first
/// @param bufferMs media that is loaded and not shown yet, ms
/// @param stalls how often playing stopped because nothing was there to play
/// @param skippedSegments segments given up after their retries, or lost with the live window
/// @param timeToFirstFrame from `play` to the first picture given to the sinks
/// @param worstPictureOffsetMs largest distance, ms, between the pts of a shown picture and the
///   clock at that moment, since playing last (re)started; positive is late
/// @param pictureOffsetMs mean distance of the last pictures, ms, as above: how far the picture is
///   behind the sound
/// @param bandwidthBps what the line carries, by the estimate that variants are chosen by; 0 while
///   unknown
/// @param decoder what decodes the picture: `FFmpeg` for the processor, or the way to the graphics
///   card, such as `VA-API`
public record PlayerStatistics(
    long decodedFrames,
    long shownFrames,
    long droppedFrames,
    long lateSoundMs,
    long damagedPackets,
    long loadedBytes,
    long bitrateBps,
    long bufferMs,
    int stalls,
    int skippedSegments,
    Optional<Duration> timeToFirstFrame,
    double worstPictureOffsetMs,
    double pictureOffsetMs,
    long bandwidthBps,
    String decoder) {
  /// Nothing yet.
  public static final PlayerStatistics NONE =
      new PlayerStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), 0, 0, 0, "FFmpeg");
}
