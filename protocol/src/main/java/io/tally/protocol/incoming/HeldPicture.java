// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.incoming;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.codec.CodedPicture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How long does a picture last?
///
/// It is held until the next one comes, because only that tells. Decoding times never fall.
/// Threads: one at a time.
public final class HeldPicture {
  private static final long USUAL_DURATION_NS = 33_333_333;

  private final Consumer<EncodedPacket> out;
  private @Nullable EncodedPacket held;
  private long lastDtsNs = Long.MIN_VALUE;
  private long lastDurationNs = USUAL_DURATION_NS;

  /// @param out gets each picture with its duration
  public HeldPicture(Consumer<EncodedPacket> out) {
    this.out = out;
  }

  /// Holds a picture, and lets go of the one before.
  ///
  /// @param timeNs of its decoding
  /// @param laterNs how much later it is shown
  public void take(long timeNs, long laterNs, boolean keyframe, CodedPicture picture) {
    var dtsNs = Math.max(timeNs, lastDtsNs);
    lastDtsNs = dtsNs;
    release(dtsNs);
    held =
        new EncodedPacket(
            Track.VIDEO, dtsNs + laterNs, dtsNs, 0, keyframe, picture.disposable(), picture.data());
  }

  /// The same for one that bears no time and follows the one before; passed over where there is
  /// none.
  public void takeNext(boolean keyframe, CodedPicture picture) {
    if (lastDtsNs != Long.MIN_VALUE) {
      take(lastDtsNs + lastDurationNs, 0, keyframe, picture);
    }
  }

  /// Lets go of the held picture with the duration of the one before.
  public void flush() {
    if (held != null) {
      release(held.dtsNs() + lastDurationNs);
    }
  }

  private void release(long nextDtsNs) {
    var packet = held;
    if (packet == null) {
      return;
    }
    held = null;
    lastDurationNs = nextDtsNs - packet.dtsNs();
    out.accept(
        new EncodedPacket(
            Track.VIDEO,
            packet.ptsNs(),
            packet.dtsNs(),
            lastDurationNs,
            packet.keyframe(),
            packet.disposable(),
            packet.data()));
  }
}
