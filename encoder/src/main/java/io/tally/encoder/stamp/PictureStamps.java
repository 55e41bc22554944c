// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.stamp;

import io.tally.encoder.packet.nal.EmulationPrevention;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.encoder.packet.stamp.FrameStamp;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// How does the stamp of a picture come into its coded bytes?
///
/// As an SEI unit of its own in front of the first slice, which every H.264 and HEVC decoder skips
/// that does not know it; so it works behind encoders of hardware, too, and can tell how long they
/// took. About 55 bytes a picture. Threads: one.
public final class PictureStamps {
  private static final int RING = 512; // more pictures than any encoder holds for reordering
  private static final int UNREGISTERED = 5;
  private static final int STOP_BIT = 0x80;
  private static final int LENGTH_BYTES = 4;
  private static final long MOST = 0xFFFF_FFFFL; // of four bytes

  private final Stamping stamping;
  private final NalSyntax syntax;
  private final long periodNs;
  private final long[] numbers = new long[RING];
  private long next;

  /// @param periodNs from one picture to the next, ns
  public PictureStamps(Stamping stamping, NalSyntax syntax, long periodNs) {
    this.stamping = stamping;
    this.syntax = syntax;
    this.periodNs = Math.min(periodNs, MOST);
  }

  /// Counts a picture that is given to the encoder, in the order of showing.
  ///
  /// @param tick by which it is known when it comes out
  /// @return its number
  public long number(long tick) {
    numbers[(int) (tick % RING)] = next;
    return next++;
  }

  /// The coded picture with its stamp.
  ///
  /// @param tick as it was given to [#number]
  /// @param ptsNs when it was captured, ns
  /// @param units NAL units with lengths of four bytes
  /// @return the caller's; the same when there is no slice in it
  public ByteBuffer stamped(long tick, long ptsNs, ByteBuffer units) {
    int slice = firstSlice(units);
    if (slice < 0) {
      return units;
    }
    int header = slice + LENGTH_BYTES;
    byte second = header + 1 < units.limit() ? units.get(header + 1) : 0;
    byte[] unit = unit(stamp(tick, ptsNs), syntax.seiHeader(units.get(header), second));
    int length = units.limit();
    return ByteBuffer.allocate(length + LENGTH_BYTES + unit.length)
        .put(0, units, 0, slice)
        .putInt(slice, unit.length)
        .put(slice + LENGTH_BYTES, unit)
        .put(slice + LENGTH_BYTES + unit.length, units, slice, length - slice);
  }

  private FrameStamp stamp(long tick, long ptsNs) {
    long codedUs = (stamping.nowNs().getAsLong() - ptsNs) / 1_000;
    return new FrameStamp(
        stamping.session(),
        stamping.encode(),
        numbers[(int) (tick % RING)] & MOST,
        periodNs,
        stamping.epochNs().applyAsLong(ptsNs),
        Math.clamp(codedUs, 0, MOST));
  }

  private static byte[] unit(FrameStamp stamp, byte[] header) {
    byte[] payload = stamp.payload();
    ByteArrayOutputStream message = new ByteArrayOutputStream(payload.length + 3);
    message.write(UNREGISTERED);
    message.write(payload.length);
    message.writeBytes(payload);
    message.write(STOP_BIT);
    ByteArrayOutputStream unit = new ByteArrayOutputStream(payload.length + 8);
    unit.writeBytes(header);
    unit.writeBytes(EmulationPrevention.with(message.toByteArray()));
    return unit.toByteArray();
  }

  /// Where the length of the first slice stands; negative without one.
  private int firstSlice(ByteBuffer units) {
    for (int at = 0; at + LENGTH_BYTES < units.limit(); ) {
      if (syntax.isSlice(syntax.type(units.get(at + LENGTH_BYTES)))) {
        return at;
      }
      at += LENGTH_BYTES + units.getInt(at);
    }
    return -1;
  }
}
