// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.protocol.codec.VideoConfig;
import io.tally.protocol.flv.VideoTag;
import io.tally.protocol.incoming.HeldPicture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which packets do the pictures of a publisher become?
final class IncomingVideo {
  private static final long NS_PER_MS = 1_000_000;

  private final HeldPicture held;
  private @Nullable VideoConfig config;

  IncomingVideo(Consumer<EncodedPacket> out) {
    held = new HeldPicture(out);
  }

  /// What is known of the track, or null before its header came.
  CodecParameters.@Nullable Video parameters(StreamNotes notes) {
    var known = config;
    if (known == null) {
      return null;
    }
    var rate = notes.framesPerSecond() > 0 ? notes.framesPerSecond() : known.framesPerSecond();
    return new CodecParameters.Video(
        known.codec(), known.width(), known.height(), rate, notes.videoBps(), known.record());
  }

  /// Takes a codec header, and says whether it is a new one.
  boolean config(VideoTag.Config tag) {
    var known = config;
    if (known != null && known.codec() == tag.codec() && known.record().equals(tag.record())) {
      return false;
    }
    flush();
    config = VideoConfig.read(tag.codec(), tag.record());
    return true;
  }

  /// Takes a picture; one that comes before its header cannot be decoded and is passed over.
  void picture(VideoTag.Picture tag, long timeNs) {
    var known = config;
    if (known == null || known.codec() != tag.codec()) {
      return;
    }
    var picture = known.picture(tag.data());
    if (!picture.data().hasRemaining()) {
      return;
    }
    held.take(timeNs, Math.max(0, tag.compositionMs()) * NS_PER_MS, tag.keyframe(), picture);
  }

  /// Lets go of the held picture with the duration of the one before.
  void flush() {
    held.flush();
  }
}
