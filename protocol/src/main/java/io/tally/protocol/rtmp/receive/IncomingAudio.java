// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.protocol.codec.AudioConfig;
import io.tally.protocol.flv.AudioTag;
import io.tally.protocol.incoming.SoundTimes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which packets do the sound frames of a publisher become?
final class IncomingAudio {
  private final Consumer<EncodedPacket> out;
  private final SoundTimes times = new SoundTimes();
  private @Nullable AudioConfig config;

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
    times.forget();
    return true;
  }

  /// Takes a frame; one that comes before its header cannot be decoded and is passed over.
  void frame(AudioTag.Frame tag, long timeNs) {
    var known = config;
    if (known == null || known.codec() != tag.codec() || !tag.data().hasRemaining()) {
      return;
    }
    times.at(timeNs, known);
    out.accept(times.packet(tag.data(), known));
  }
}
