// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.dtvcc;

import io.tally.player.caption.screen.ScreenHistory;
import java.util.ArrayList;
import java.util.List;

/// Which services do the packets of caption bytes speak for (CEA-708 5 and 6)?
///
/// A packet begins with a triplet that says so and is whole when all its bytes have come; one that
/// is cut off by the next is read as far as it goes. Services beyond the sixth are passed over.
/// Threads: one.
public final class Packets {
  private static final int LONGEST = 128;
  private static final int EXTENDED = 7;

  private final List<Service> services = new ArrayList<>();
  private final byte[] packet = new byte[LONGEST];
  private int filled;
  private int length; // 0 while none is open

  /// @param histories of service 1 and those that follow
  public Packets(List<ScreenHistory> histories) {
    histories.forEach(history -> services.add(new Service(history)));
  }

  /// Takes two bytes with which a packet begins.
  public void begin(long atNs, int first, int second) {
    read(atNs);
    int size = first & 0x3F;
    length = size == 0 ? LONGEST : 2 * size;
    add(atNs, first, second);
  }

  /// Takes two more bytes of the packet that is open.
  public void add(long atNs, int first, int second) {
    if (length == 0) {
      return;
    }
    packet[filled++] = (byte) first;
    if (filled < length) {
      packet[filled++] = (byte) second;
    }
    if (filled >= length) {
      read(atNs);
    }
  }

  private void read(long atNs) {
    int at = 1; // behind its header
    while (at < filled) {
      int number = packet[at] >> 5 & 7;
      int size = packet[at] & 0x1F;
      at++;
      if (number == EXTENDED && size > 0 && at < filled) {
        number = packet[at++] & 0x3F;
      }
      if (number == 0) {
        break; // nothing more
      }
      int end = Math.min(filled, at + size);
      if (number <= services.size()) {
        services.get(number - 1).take(atNs, packet, at, end);
      }
      at = end;
    }
    filled = 0;
    length = 0;
  }
}
