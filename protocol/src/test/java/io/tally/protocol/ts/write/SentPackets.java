// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What do the headers of transport packets say, read bit by bit as in ISO/IEC 13818-1 section
/// 2.4.3.2, with nothing of the code under test?
final class SentPackets implements PayloadSink {
  record Seen(
      int pid, boolean start, int continuity, boolean payload, long clock, boolean random) {}

  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final List<Integer> payloadBytes = new ArrayList<>();

  @Override
  public void take(ByteBuffer payload) {
    var copy = new byte[payload.remaining()];
    payload.get(copy);
    bytes.writeBytes(copy);
    payloadBytes.add(copy.length);
  }

  List<Seen> packets() {
    var all = bytes.toByteArray();
    assertThat(all.length % 188).isZero();
    var seen = new ArrayList<Seen>();
    for (var at = 0; at < all.length; at += 188) {
      assertThat(all[at]).isEqualTo((byte) 0x47);
      var pid = (all[at + 1] & 0x1F) << 8 | all[at + 2] & 0xFF;
      var control = all[at + 3] >> 4 & 3;
      var clock = -1L;
      var random = false;
      if ((control & 2) != 0) {
        var length = all[at + 4] & 0xFF;
        assertThat(length).isLessThanOrEqualTo(control == 2 ? 183 : 182);
        random = length > 0 && (all[at + 5] & 0x40) != 0;
        if (length > 0 && (all[at + 5] & 0x10) != 0) {
          clock =
              (ByteBuffer.wrap(all).getInt(at + 6) & 0xFFFFFFFFL) << 1 | (all[at + 10] & 0x80) >> 7;
        }
      }
      seen.add(
          new Seen(
              pid,
              (all[at + 1] & 0x40) != 0,
              all[at + 3] & 0xF,
              (control & 1) != 0,
              clock,
              random));
    }
    return seen;
  }

  /// Every PID counts its payloads (section 2.4.3.3).
  void assertContinuous() {
    Map<Integer, Integer> last = new HashMap<>();
    for (var packet : packets()) {
      var before = last.put(packet.pid(), packet.continuity());
      if (before != null) {
        assertThat(packet.continuity())
            .as("PID %d", packet.pid())
            .isEqualTo(packet.payload() ? before + 1 & 0xF : before);
      }
    }
  }

  /// Of packets that carry one.
  List<Long> clocks() {
    return packets().stream().map(Seen::clock).filter(clock -> clock >= 0).toList();
  }
}
