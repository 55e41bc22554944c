// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.FrameRate;

/// How is the picture to be coded?
///
/// @param width px, even
/// @param height px, even
/// @param framesPerSecond of the canvas
/// @param bitrateBps bit/s, constant
/// @param keyframeSeconds from one keyframe to the next
/// @param preset x264's name for speed against quality, `ultrafast` to `veryslow`
/// @param encoderName FFmpeg's name of the encoder, such as `libx264`; see [EncoderCatalog]
public record VideoSettings(
    int width,
    int height,
    FrameRate framesPerSecond,
    int bitrateBps,
    double keyframeSeconds,
    String preset,
    String encoderName) {
  /// The encoder that every machine has.
  public static final String X264 = "libx264";

  private static final int MOST_PX = 8192;
  private static final int LEAST_BPS = 50_000;
  private static final double MOST_KEYFRAME_SECONDS = 60;

  /// Checks what no encoder could take.
  public VideoSettings {
    checkSide("width", width);
    checkSide("height", height);
    if (bitrateBps < LEAST_BPS) {
      throw new IllegalArgumentException(
          "A video bit rate of %d bit/s is too low; give at least %d"
              .formatted(bitrateBps, LEAST_BPS));
    }
    if (!(keyframeSeconds > 0 && keyframeSeconds <= MOST_KEYFRAME_SECONDS)) {
      throw new IllegalArgumentException(
          "A keyframe every %s s cannot be made; give more than 0 and at most %s (services want 2)"
              .formatted(keyframeSeconds, MOST_KEYFRAME_SECONDS));
    }
  }

  /// x264 with preset `veryfast` and a keyframe every two seconds: what services ask for.
  public static VideoSettings of(int width, int height, FrameRate rate, int bitrateBps) {
    return new VideoSettings(width, height, rate, bitrateBps, 2, "veryfast", X264);
  }

  /// Frames from one keyframe to the next: the nearest whole number, at least 1.
  public int gopFrames() {
    return Math.max(1, Math.toIntExact(Math.round(keyframeSeconds * framesPerSecond.perSecond())));
  }

  private static void checkSide(String side, int px) {
    if (px < 2 || px > MOST_PX || px % 2 != 0) {
      throw new IllegalArgumentException(
          "A %s of %d px cannot be coded; give an even number from 2 to %d"
              .formatted(side, px, MOST_PX));
    }
  }
}
