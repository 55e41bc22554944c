// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.codec.AacConfig;
import io.tally.protocol.flv.AudioTag;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which packets do the sound frames of a publisher become?
///
/// RTMP rounds times to milliseconds, while a frame lasts 21.33: frames that lie where the samples
/// before them end are put there exactly, so that the rounding is not heard or written as gaps.
final class IncomingAudio {
  private static final long NS_PER_S = 1_000_000_000;
  private static final long ROUNDING_NS = 2_000_000;

  private final Consumer<EncodedPacket> out;
  private @Nullable AacConfig config;
  private long anchorNs;
  private long framesSinceAnchor;
  private long lastNs = Long.MIN_VALUE;

  IncomingAudio(Consumer<EncodedPacket> out) {
    this.out = out;
  }

  /// What is known of the track, or null before its header came.
  CodecParameters.@Nullable Audio parameters(StreamNotes notes) {
    var known = config;
    return known == null
        ? null
        : new CodecParameters.Audio(
            AudioCodec.AAC, known.sampleRate(), known.channels(), notes.audioBps(), known.record());
  }

  /// Takes a codec header, and says whether it is a new one.
  boolean config(AudioTag.Config tag) {
    if (config != null && config.record().equals(tag.record())) {
      return false;
    }
    config = AacConfig.read(tag.record());
    framesSinceAnchor = 0;
    return true;
  }

  /// Takes a frame; one that comes before its header cannot be decoded and is passed over.
  void frame(AudioTag.Frame tag, long timeNs) {
    if (config == null) {
      return;
    }
    var samplesNs = NS_PER_S * config.frameSamples();
    var expectedNs = anchorNs + framesSinceAnchor * samplesNs / config.coreSampleRate();
    if (framesSinceAnchor == 0 || Math.abs(timeNs - expectedNs) > ROUNDING_NS) {
      anchorNs = Math.max(timeNs, lastNs);
      framesSinceAnchor = 0;
      expectedNs = anchorNs;
    }
    framesSinceAnchor++;
    lastNs = expectedNs;
    var endNs = anchorNs + framesSinceAnchor * samplesNs / config.coreSampleRate();
    out.accept(
        new EncodedPacket(
            Track.AUDIO, expectedNs, expectedNs, endNs - expectedNs, true, false, tag.data()));
  }
}
