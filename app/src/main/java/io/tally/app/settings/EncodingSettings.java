// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import io.tally.encoder.packet.AudioCodec;
import java.util.OptionalInt;

/// How is the programme coded, for every taker alike?
///
/// @param videoBitrateBps constant bit rate of the picture, bit/s
/// @param audioBitrateBps bit rate of the sound, bit/s; 0 for a programme without a sound track
/// @param keyframeSeconds from one keyframe to the next
/// @param bFrames the most B-frames in a row, 0 for none; empty leaves it to the encoder's habit
/// @param preset speed against quality, in libx264's words
/// @param encoder FFmpeg's name of the picture encoder, one that `EncoderCatalog` offers
/// @param audioCodec how the sound is coded
/// @param leastVideoBitrateBps how far the picture's bit rate may follow a slow line down, bit/s;
///   empty keeps it, and a slow line loses pictures
public record EncodingSettings(
    int videoBitrateBps,
    int audioBitrateBps,
    double keyframeSeconds,
    OptionalInt bFrames,
    String preset,
    String encoder,
    AudioCodec audioCodec,
    OptionalInt leastVideoBitrateBps) {
  /// What every service takes: H.264 at 2500 kb/s and AAC at 160 kb/s, a keyframe every two
  /// seconds.
  public static final EncodingSettings STANDARD =
      new EncodingSettings(
          2_500_000,
          160_000,
          2,
          OptionalInt.empty(),
          "veryfast",
          "libx264",
          AudioCodec.AAC,
          OptionalInt.of(300_000));

  private static final int MOST_B_FRAMES = 16;
  private static final int MOST_KEYFRAME_SECONDS = 60;

  public EncodingSettings {
    if (videoBitrateBps < 100_000 || videoBitrateBps > 100_000_000) {
      throw new IllegalArgumentException(
          "The picture's bit rate is "
              + videoBitrateBps / 1000
              + " kb/s; it must be from 100 to 100000 kb/s. Choose one such as 2500.");
    }
    if (bFrames.isPresent() && (bFrames.getAsInt() < 0 || bFrames.getAsInt() > MOST_B_FRAMES)) {
      throw new IllegalArgumentException(
          "There are to be %d B-frames in a row; it must be from 0 to %d. Choose 2, or 0 for the least delay."
              .formatted(bFrames.getAsInt(), MOST_B_FRAMES));
    }
    if (!(keyframeSeconds > 0 && keyframeSeconds <= MOST_KEYFRAME_SECONDS)) {
      throw new IllegalArgumentException(
          "A keyframe is to come every %s s; it must be more than 0 and at most %d. Choose 2, which services ask for."
              .formatted(keyframeSeconds, MOST_KEYFRAME_SECONDS));
    }
  }

  /// The same at another bit rate of the picture.
  public EncodingSettings withVideoBitrate(int bitrateBps) {
    return new EncodingSettings(
        bitrateBps,
        audioBitrateBps,
        keyframeSeconds,
        bFrames,
        preset,
        encoder,
        audioCodec,
        leastVideoBitrateBps);
  }

  /// The same at another bit rate of the sound; 0 for none.
  public EncodingSettings withAudioBitrate(int bitrateBps) {
    return new EncodingSettings(
        videoBitrateBps,
        bitrateBps,
        keyframeSeconds,
        bFrames,
        preset,
        encoder,
        audioCodec,
        leastVideoBitrateBps);
  }

  /// The same with keyframes in another rhythm.
  public EncodingSettings withKeyframeSeconds(double seconds) {
    return new EncodingSettings(
        videoBitrateBps,
        audioBitrateBps,
        seconds,
        bFrames,
        preset,
        encoder,
        audioCodec,
        leastVideoBitrateBps);
  }

  /// The same with more or fewer B-frames.
  public EncodingSettings withBFrames(OptionalInt most) {
    return new EncodingSettings(
        videoBitrateBps,
        audioBitrateBps,
        keyframeSeconds,
        most,
        preset,
        encoder,
        audioCodec,
        leastVideoBitrateBps);
  }

  /// The same with another encoder of the picture.
  public EncodingSettings withEncoder(String encoderName) {
    return new EncodingSettings(
        videoBitrateBps,
        audioBitrateBps,
        keyframeSeconds,
        bFrames,
        preset,
        encoderName,
        audioCodec,
        leastVideoBitrateBps);
  }

  /// The same with the sound coded otherwise.
  public EncodingSettings withAudioCodec(AudioCodec codec) {
    return new EncodingSettings(
        videoBitrateBps,
        audioBitrateBps,
        keyframeSeconds,
        bFrames,
        preset,
        encoder,
        codec,
        leastVideoBitrateBps);
  }

  /// The same, following slow lines further down or not at all.
  public EncodingSettings withLeastVideoBitrate(OptionalInt bps) {
    return new EncodingSettings(
        videoBitrateBps,
        audioBitrateBps,
        keyframeSeconds,
        bFrames,
        preset,
        encoder,
        audioCodec,
        bps);
  }

  /// The same without a sound track.
  public EncodingSettings withoutSound() {
    return withAudioBitrate(0);
  }
}
