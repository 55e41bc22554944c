// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.codec.AudioConfig;
import io.tally.protocol.flv.AudioTag;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which packets do the sound frames of a publisher become?
///
/// RTMP rounds times to milliseconds, while a frame of AAC lasts 21.33: frames that lie where the
/// samples before them end are put there exactly, so that the rounding is not heard or written as
/// gaps.
final class IncomingAudio {
  private static final long NS_PER_S = 1_000_000_000;
  private static final long ROUNDING_NS = 2_000_000;

  private final Consumer<EncodedPacket> out;
  private @Nullable AudioConfig config;
  private long anchorNs;
  private boolean anchored;
  private long samplesSinceAnchor;
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
            known.codec(), known.sampleRate(), known.channels(), notes.audioBps(), known.record());
  }

  /// Takes a codec header, and says whether it is a new one.
  boolean config(AudioTag.Config tag) {
    var known = config;
    if (known != null && known.codec() == tag.codec() && known.record().equals(tag.record())) {
      return false;
    }
    config = AudioConfig.read(tag.codec(), tag.record());
    anchored = false;
    return true;
  }

  /// Takes a frame; one that comes before its header cannot be decoded and is passed over.
  void frame(AudioTag.Frame tag, long timeNs) {
    var known = config;
    if (known == null || known.codec() != tag.codec() || !tag.data().hasRemaining()) {
      return;
    }
    var expectedNs = anchorNs + durationNs(samplesSinceAnchor, known);
    if (!anchored || Math.abs(timeNs - expectedNs) > ROUNDING_NS) {
      anchored = true;
      anchorNs = Math.max(timeNs, lastNs);
      samplesSinceAnchor = 0;
      expectedNs = anchorNs;
    }
    samplesSinceAnchor += known.frameSamples(tag.data());
    lastNs = expectedNs;
    var endNs = anchorNs + durationNs(samplesSinceAnchor, known);
    out.accept(
        new EncodedPacket(
            Track.AUDIO, expectedNs, expectedNs, endNs - expectedNs, true, false, tag.data()));
  }

  private static long durationNs(long samples, AudioConfig config) {
    return samples * NS_PER_S / config.coreSampleRate();
  }
}
