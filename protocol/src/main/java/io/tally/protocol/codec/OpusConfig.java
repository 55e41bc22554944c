// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What does the identification header of Opus say (RFC 7845 section 5.1)?
///
/// @param record the whole header, read-only
public record OpusConfig(ByteBuffer record, int channels) implements AudioConfig {
  private static final String MAGIC = "OpusHead";
  private static final int FEWEST_BYTES = 19;
  private static final int RATE = 48_000;
  private static final int MOST_SAMPLES = 5760; // 120 ms, RFC 6716 section 3.2.5
  private static final int[] SILK_SAMPLES = {480, 960, 1920, 2880};
  private static final int[] HYBRID_SAMPLES = {480, 960};
  private static final int[] CELT_SAMPLES = {120, 240, 480, 960};

  /// Reads a header.
  ///
  /// @throws CorruptedFrameException when it cannot be such a header
  public static OpusConfig read(ByteBuffer bytes) {
    var in = bytes.slice();
    if (in.remaining() < FEWEST_BYTES
        || !StandardCharsets.ISO_8859_1.decode(in.slice(0, MAGIC.length())).toString().equals(MAGIC)
        || in.get(9) == 0) {
      throw new CorruptedFrameException(
          "Opus header of %d bytes is no identification header of RFC 7845"
              .formatted(in.remaining()));
    }
    return new OpusConfig(bytes.slice().asReadOnlyBuffer(), in.get(9) & 0xFF);
  }

  @Override
  public AudioCodec codec() {
    return AudioCodec.OPUS;
  }

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public int coreSampleRate() {
    return RATE;
  }

  /// RFC 6716 section 3.1: the first byte tells the length of a frame and how many the packet has.
  @Override
  public int frameSamples(ByteBuffer frame) {
    if (!frame.hasRemaining()) {
      return 0;
    }
    var first = frame.get(frame.position()) & 0xFF;
    var mode = first >> 3;
    var samples =
        mode < 12
            ? SILK_SAMPLES[mode & 3]
            : mode < 16 ? HYBRID_SAMPLES[mode & 1] : CELT_SAMPLES[mode & 3];
    var frames =
        switch (first & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> frame.remaining() > 1 ? frame.get(frame.position() + 1) & 0x3F : 0;
        };
    if (frames == 0 || frames * samples > MOST_SAMPLES) {
      throw new CorruptedFrameException(
          "Opus packet of %d frames with %d samples, at most %d samples are possible"
              .formatted(frames, samples, MOST_SAMPLES));
    }
    return frames * samples;
  }
}
