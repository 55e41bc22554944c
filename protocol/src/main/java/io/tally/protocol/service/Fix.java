// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;

/// Which one change to the settings takes an objection away?
public sealed interface Fix {
  /// Another bit rate of the picture, bit/s.
  record SetVideoBitrate(int bps) implements Fix {}

  /// Another bit rate of the sound, bit/s.
  record SetAudioBitrate(int bps) implements Fix {}

  /// Another time from one keyframe to the next.
  record SetKeyframeSeconds(double seconds) implements Fix {}

  /// No B-frames.
  record NoBFrames() implements Fix {}

  /// Another size of the canvas, px.
  record SetCanvas(int width, int height) implements Fix {}

  /// Another rate of the canvas.
  record SetFrameRate(int framesPerSecond) implements Fix {}

  /// Another way to code the picture.
  record SetVideoCodec(VideoCodec codec) implements Fix {}

  /// Another way to code the sound.
  record SetAudioCodec(AudioCodec codec) implements Fix {}
}
