// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.aes.SampleCipher;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/// Which bytes does an MPEG transport stream have in the clear whose samples are encrypted?
///
/// Nothing moves: what is decrypted lies where it was encrypted. One object opens one segment.
final class TransportStream {
  private static final int PACKET = 188;
  private static final byte SYNC = 0x47;
  private static final int PES_HEADER = 9;

  private final byte[] segment;
  private int tablesAt = -1; // pid of the program's table
  private final Map<Integer, ProgramMap.Kind> kinds = new HashMap<>();
  private final Map<Integer, Scattered> streams = new HashMap<>();
  private final Map<Integer, Integer> ahead =
      new HashMap<>(); // of a PES header, bytes still to come
  private Scattered table;

  /// @param segment is written to
  TransportStream(byte[] segment) {
    this.segment = segment;
    table = new Scattered(segment);
  }

  static boolean is(byte[] bytes) {
    return bytes.length >= PACKET && bytes[0] == SYNC;
  }

  void open(SampleCipher cipher, byte[] vector) throws GeneralSecurityException {
    forEachPayload(this::tables); // first: some packagers put them behind the first picture
    forEachPayload(this::media);
    for (Map.Entry<Integer, Scattered> entry : streams.entrySet()) {
      byte[] stream = entry.getValue().gathered();
      if (kinds.get(entry.getKey()) == ProgramMap.Kind.H264) {
        NalUnits.open(stream, cipher, vector);
      } else {
        SoundFrames.open(stream, 0, cipher, vector);
      }
      entry.getValue().put(stream);
    }
  }

  private interface Payload {
    /// @param begins a section or PES packet does
    void at(int pid, int from, int to, boolean begins);
  }

  private void forEachPayload(Payload payload) {
    for (int at = 0; at + PACKET <= segment.length; at += PACKET) {
      int control = segment[at + 3] >> 4 & 3;
      int from = at + 4 + ((control & 2) != 0 ? 1 + (segment[at + 4] & 0xFF) : 0);
      if (segment[at] == SYNC && (control & 1) != 0 && from < at + PACKET) {
        int pid = (segment[at + 1] & 0x1F) << 8 | (segment[at + 2] & 0xFF);
        payload.at(pid, from, at + PACKET, (segment[at + 1] & 0x40) != 0);
      }
    }
  }

  private void tables(int pid, int from, int to, boolean begins) {
    // A pointer tells where the section begins.
    int section = begins ? from + 1 + (segment[from] & 0xFF) : from;
    if (section >= to) {
      return;
    }
    if (pid == 0 && begins) {
      associations(section, to);
    } else if (pid == tablesAt) {
      if (begins) {
        table = new Scattered(segment);
      }
      table.add(section, to);
      byte[] row = table.gathered();
      int length = ProgramMap.length(row);
      if (length > 0 && length <= row.length) {
        kinds.putAll(ProgramMap.open(row, length));
        table.put(row);
        table = new Scattered(segment);
      }
    }
  }

  private void associations(int section, int to) {
    if (section + 3 > to) {
      return; // cut off before its length
    }
    int end =
        Math.min(
            to - 4,
            section + 3 + ((segment[section + 1] & 0xF) << 8 | (segment[section + 2] & 0xFF)) - 4);
    for (int at = section + 8; at + 4 <= end; at += 4) {
      boolean program = segment[at] != 0 || segment[at + 1] != 0;
      if (program) {
        tablesAt = (segment[at + 2] & 0x1F) << 8 | (segment[at + 3] & 0xFF);
        return;
      }
    }
  }

  private void media(int pid, int from, int to, boolean begins) {
    if (!kinds.containsKey(pid)) {
      return;
    }
    int skip = ahead.getOrDefault(pid, 0);
    if (begins) {
      skip = from + PES_HEADER <= to ? PES_HEADER + (segment[from + 8] & 0xFF) : to - from;
    }
    int start = Math.min(to, from + skip);
    ahead.put(pid, skip - (start - from));
    streams.computeIfAbsent(pid, _ -> new Scattered(segment)).add(start, to);
  }
}
