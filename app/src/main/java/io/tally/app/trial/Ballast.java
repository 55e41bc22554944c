// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.trial;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.Track;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntSupplier;

/// How does a picture that needs few bits fill a line?
///
/// With filler data after each access unit (ITU-T H.264 section 7.3.2.7), which every decoder
/// skips. Threads: the encoder's.
final class Ballast implements PacketTaker {
  private static final byte FILLER = 12; // nal_unit_type, nal_ref_idc 0
  private static final byte STOP_BIT = (byte) 0x80;
  private static final int LENGTH_BYTES = 4;
  private static final int LEAST = LENGTH_BYTES + 2;

  private final PacketTaker out;
  private final IntSupplier targetBps;

  /// @param targetBps of the picture, bit/s, asked for each
  Ballast(PacketTaker out, IntSupplier targetBps) {
    this.out = out;
    this.targetBps = targetBps;
  }

  @Override
  public void offer(EncodedPacket packet) {
    out.offer(packet.track() == Track.VIDEO ? filled(packet) : packet);
  }

  private EncodedPacket filled(EncodedPacket packet) {
    long wantedBytes = targetBps.getAsInt() * packet.durationNs() / 8_000_000_000L;
    int filler = (int) (wantedBytes - packet.size());
    if (filler < LEAST) {
      return packet;
    }
    byte[] all = new byte[packet.size() + filler];
    ByteBuffer bytes = ByteBuffer.wrap(all);
    bytes.put(packet.data());
    bytes.putInt(filler - LENGTH_BYTES);
    bytes.put(FILLER);
    Arrays.fill(all, bytes.position(), all.length - 1, (byte) 0xFF);
    all[all.length - 1] = STOP_BIT;
    return new EncodedPacket(
        packet.track(),
        packet.ptsNs(),
        packet.dtsNs(),
        packet.durationNs(),
        packet.keyframe(),
        packet.disposable(),
        ByteBuffer.wrap(all));
  }
}
