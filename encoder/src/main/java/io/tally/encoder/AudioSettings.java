// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.encoder.packet.AudioCodec;

/// How is the sound to be coded, at 48 kHz in stereo?
///
/// @param codec AAC-LC or Opus
/// @param bitrateBps bit/s of both channels together
public record AudioSettings(AudioCodec codec, int bitrateBps) {
  private static final int LEAST_BPS = 32_000;
  private static final int MOST_AAC_BPS = 512_000; // 6144 bits a channel and frame is AAC's limit
  private static final int MOST_OPUS_BPS = 510_000; // RFC 6716 section 2.1.1

  /// Checks what the encoder could not take.
  public AudioSettings {
    int most = codec == AudioCodec.AAC ? MOST_AAC_BPS : MOST_OPUS_BPS;
    if (bitrateBps < LEAST_BPS || bitrateBps > most) {
      throw new IllegalArgumentException(
          "A sound bit rate of %d bit/s cannot be coded as %s; give %d to %d"
              .formatted(bitrateBps, codec.label(), LEAST_BPS, most));
    }
  }

  /// AAC-LC, which every service takes.
  public AudioSettings(int bitrateBps) {
    this(AudioCodec.AAC, bitrateBps);
  }

  /// AAC-LC at 160 kbit/s, which every service takes.
  public static AudioSettings standard() {
    return new AudioSettings(160_000);
  }
}
