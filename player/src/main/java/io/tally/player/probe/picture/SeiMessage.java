// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import io.tally.encoder.packet.nal.EmulationPrevention;
import java.util.ArrayList;
import java.util.List;

/// What did the sender write beside a picture (ITU-T H.264 7.3.2.3, H.265 7.3.5)?
///
/// @param type payloadType, such as 4 (registered by ITU-T T.35) or 5 (user data with an UUID)
/// @param payload without emulation prevention; nobody writes to it
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record SeiMessage(int type, byte[] payload) {
  /// Registered by ITU-T T.35: captions among others.
  public static final int REGISTERED = 4;

  /// Told apart by an UUID in front.
  public static final int UNREGISTERED = 5;

  private static final int MORE = 0xFF;

  /// Those before the first slice, in their order; damaged ones are left out.
  ///
  /// @param bytes of one coded picture, at least as far as its first slice
  /// @param limit behind the last byte that counts
  public static List<SeiMessage> of(byte[] bytes, int limit, NalWalk.Format format) {
    List<SeiMessage> found = List.of();
    NalWalk units = new NalWalk(bytes, limit, format);
    while (units.next() && !units.isSlice()) {
      if (units.isSei()) {
        if (found.isEmpty()) {
          found = new ArrayList<>();
        }
        read(EmulationPrevention.without(bytes, units.payload(), units.to()), found);
      }
    }
    return found;
  }

  private static void read(byte[] bytes, List<SeiMessage> to) {
    int at = 0;
    // The last byte is the stop bit of the unit.
    while (at + 2 < bytes.length) {
      int type = 0;
      while (at < bytes.length && (bytes[at] & 0xFF) == MORE) {
        type += MORE;
        at++;
      }
      type += at < bytes.length ? bytes[at++] & 0xFF : 0;
      int size = 0;
      while (at < bytes.length && (bytes[at] & 0xFF) == MORE) {
        size += MORE;
        at++;
      }
      size += at < bytes.length ? bytes[at++] & 0xFF : 0;
      if (size > bytes.length - at) {
        return;
      }
      byte[] payload = new byte[size];
      System.arraycopy(bytes, at, payload, 0, size);
      to.add(new SeiMessage(type, payload));
      at += size;
    }
  }
}
