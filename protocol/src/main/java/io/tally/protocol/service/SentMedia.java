// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;

/// What will be sent, as far as services have opinions about it?
///
/// @param width px
/// @param height px
/// @param framesPerSecond of the picture
/// @param videoBps bit rate of the picture, bit/s
/// @param keyframeSeconds from one keyframe to the next
/// @param bFrames the most between two other pictures
/// @param audioBps bit rate of the sound, bit/s; 0 without any
public record SentMedia(
    int width,
    int height,
    double framesPerSecond,
    VideoCodec videoCodec,
    int videoBps,
    double keyframeSeconds,
    int bFrames,
    AudioCodec audioCodec,
    int audioBps) {
  /// The picture's shorter side, px.
  public int lines() {
    return Math.min(width, height);
  }

  /// Picture and sound, bit/s.
  public int totalBps() {
    return videoBps + audioBps;
  }
}
