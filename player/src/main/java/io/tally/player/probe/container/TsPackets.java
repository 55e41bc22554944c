// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

import java.util.HashSet;
import java.util.Set;

/// Which payloads do the packets of a transport stream carry, and of what type are they (ISO/IEC
/// 13818-1 2.4)?
///
/// Follows the tables of the first programme. One object reads the bytes of one segment, in one or
/// more pieces. Threads: one at a time.
public final class TsPackets {
  private static final int PACKET = 188;
  private static final byte SYNC = 0x47;
  private static final int NULL_PACKETS = 0x1FFF;

  /// Who is told what the packets carry?
  public interface Taker {
    /// A packet that carries something has come, which runs on from the one before or does not.
    default void packet(int pid, int counter, boolean jump) {}

    /// The tables name a stream, once.
    ///
    /// @param type of ISO/IEC 13818-1 table 2-34
    void stream(int pid, int type);

    /// A piece of a stream, whether or not the tables have named it.
    ///
    /// @param begins a PES packet or section begins in it
    void payload(int pid, byte[] bytes, int from, int to, boolean begins);

    /// What stands here is no packet.
    default void noise() {}
  }

  private final Taker taker;
  private final Set<Integer> named = new HashSet<>();
  private int tablesAt = -1; // the PMT's pid once the PAT is known
  private boolean tables;

  public TsPackets(Taker taker) {
    this.taker = taker;
  }

  /// Whether bytes look like packets.
  public static boolean are(byte[] bytes) {
    return bytes.length >= PACKET
        && bytes[0] == SYNC
        && (bytes.length < 2 * PACKET || bytes[PACKET] == SYNC);
  }

  /// Whether the tables of a programme have come.
  public boolean hasTables() {
    return tables;
  }

  /// Reads whole packets.
  public void read(byte[] bytes) {
    for (int at = 0; at + PACKET <= bytes.length; at += PACKET) {
      if (bytes[at] == SYNC) {
        packet(bytes, at);
      } else {
        taker.noise();
      }
    }
  }

  private void packet(byte[] bytes, int at) {
    final boolean begins = (bytes[at + 1] & 0x40) != 0;
    final int pid = (bytes[at + 1] & 0x1F) << 8 | (bytes[at + 2] & 0xFF);
    final int control = bytes[at + 3] >> 4 & 3;
    if (pid == NULL_PACKETS) {
      return;
    }
    int payload = at + 4;
    boolean jump = false;
    if ((control & 2) != 0) {
      int length = bytes[at + 4] & 0xFF;
      jump = length > 0 && (bytes[at + 5] & 0x80) != 0;
      payload += 1 + length;
    }
    if ((control & 1) == 0) {
      return;
    }
    taker.packet(pid, bytes[at + 3] & 0xF, jump);
    int end = at + PACKET;
    if (payload >= end) {
      return;
    }
    if (pid == 0) {
      associations(bytes, payload, end, begins);
    } else if (pid == tablesAt) {
      map(bytes, payload, end, begins);
    } else {
      taker.payload(pid, bytes, payload, end, begins);
    }
  }

  private void associations(byte[] bytes, int payload, int end, boolean begins) {
    int section = payload + 1 + (bytes[payload] & 0xFF);
    if (!begins || section + 12 > end) {
      return;
    }
    int stop =
        Math.min(
            end, section + 3 + ((bytes[section + 1] & 0xF) << 8 | (bytes[section + 2] & 0xFF)) - 4);
    for (int at = section + 8; at + 4 <= stop; at += 4) {
      int program = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
      if (program != 0) {
        tablesAt = (bytes[at + 2] & 0x1F) << 8 | (bytes[at + 3] & 0xFF);
        return;
      }
    }
  }

  private void map(byte[] bytes, int payload, int end, boolean begins) {
    int section = payload + 1 + (bytes[payload] & 0xFF);
    if (!begins || section + 12 > end) {
      return;
    }
    int length = (bytes[section + 1] & 0xF) << 8 | (bytes[section + 2] & 0xFF);
    int stop = Math.min(end, section + 3 + length - 4);
    int at = section + 12 + ((bytes[section + 10] & 0xF) << 8 | (bytes[section + 11] & 0xFF));
    tables = true;
    while (at + 5 <= stop) {
      int pid = (bytes[at + 1] & 0x1F) << 8 | (bytes[at + 2] & 0xFF);
      if (named.add(pid)) {
        taker.stream(pid, bytes[at] & 0xFF);
      }
      at += 5 + ((bytes[at + 3] & 0xF) << 8 | (bytes[at + 4] & 0xFF));
    }
  }
}
