// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.FrameRate;
import java.util.OptionalInt;

/// How is the picture to be coded?
///
/// @param width px, even
/// @param height px, even
/// @param framesPerSecond of the canvas
/// @param bitrateBps bit/s, constant
/// @param keyframeSeconds from one keyframe to the next
/// @param preset x264's name for speed against quality, `ultrafast` to `veryslow`; every encoder of
///   the processor has its like
/// @param encoderName FFmpeg's name of the encoder, such as `libx264`, and with it the codec; see
///   [EncoderCatalog]
/// @param bFrames the most pictures in a row that refer to later ones; 0 forbids them, as some
///   services do, empty leaves it to the encoder's own habit. The encoders of AV1 on the processor
///   make none in any case
public record VideoSettings(
    int width,
    int height,
    FrameRate framesPerSecond,
    int bitrateBps,
    double keyframeSeconds,
    String preset,
    String encoderName,
    OptionalInt bFrames) {
  /// The encoder that every machine has.
  public static final String X264 = "libx264";

  private static final int MOST_PX = 8192;
  private static final int LEAST_BPS = 50_000;
  private static final double MOST_KEYFRAME_SECONDS = 60;
  private static final int MOST_B_FRAMES = 16; // H.264's and HEVC's own limit

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
    if (bFrames.isPresent() && (bFrames.getAsInt() < 0 || bFrames.getAsInt() > MOST_B_FRAMES)) {
      throw new IllegalArgumentException(
          "%d B-frames in a row cannot be coded; give 0 to %d (services want 0 to 2)"
              .formatted(bFrames.getAsInt(), MOST_B_FRAMES));
    }
  }

  /// With the encoder's own habit of B-frames.
  public VideoSettings(
      int width,
      int height,
      FrameRate framesPerSecond,
      int bitrateBps,
      double keyframeSeconds,
      String preset,
      String encoderName) {
    this(
        width,
        height,
        framesPerSecond,
        bitrateBps,
        keyframeSeconds,
        preset,
        encoderName,
        OptionalInt.empty());
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
