// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

/// How is the sound to be coded, as AAC-LC at 48 kHz in stereo?
///
/// @param bitrateBps bit/s of both channels together
public record AudioSettings(int bitrateBps) {
  private static final int LEAST_BPS = 32_000;
  private static final int MOST_BPS = 512_000; // 6144 bits a channel and frame is AAC's own limit

  /// Checks what the encoder could not take.
  public AudioSettings {
    if (bitrateBps < LEAST_BPS || bitrateBps > MOST_BPS) {
      throw new IllegalArgumentException(
          "A sound bit rate of %d bit/s cannot be coded; give %d to %d"
              .formatted(bitrateBps, LEAST_BPS, MOST_BPS));
    }
  }

  /// 160 kbit/s, which every service takes.
  public static AudioSettings standard() {
    return new AudioSettings(160_000);
  }
}
