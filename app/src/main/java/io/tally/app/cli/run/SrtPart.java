// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.run;

import io.tally.protocol.LineFigures;
import io.tally.protocol.SrtFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What does a line of SRT tell that others do not, as words and as fields?
final class SrtPart {
  private static final double MS = 1e6; // ns in one
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int KB = 1000; // bits in one

  private SrtPart() {}

  static String words(SrtFigures srt, LineFigures line) {
    List<String> parts = new ArrayList<>();
    parts.add("latency %.0f ms".formatted(srt.latencyNs() / MS));
    parts.add("unacknowledged %.0f ms".formatted(srt.sendBufferNs() / MS));
    if (srt.acknowledgedAgoNs() >= SECOND_NS) {
      parts.add("no answer for %d s".formatted(srt.acknowledgedAgoNs() / SECOND_NS));
    }
    parts.add(
        String.format(
            Locale.ROOT,
            "lost %.1f %% (%.1f %% in all), %d sent again, %d too late",
            percent(srt.recentLossShare()),
            percent(srt.lossShare()),
            line.retransmitted(),
            srt.droppedPackets()));
    if (srt.lineBps() > 0) {
      parts.add("line about %d kb/s".formatted(srt.lineBps() / KB));
    }
    parts.add(srt.keyBytes() == 0 ? "not encrypted" : "AES-" + srt.keyBytes() * Byte.SIZE);
    return String.join("  ", parts);
  }

  static Map<String, Object> fields(SrtFigures srt, LineFigures line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("latency_ms", Math.round(srt.latencyNs() / MS));
    fields.put("send_buffer_ms", Math.round(srt.sendBufferNs() / MS));
    fields.put("acknowledged_ago_ms", Math.round(srt.acknowledgedAgoNs() / MS));
    fields.put("sent_packets", srt.sentPackets());
    fields.put("lost_packets", srt.lostPackets());
    fields.put("lost_percent", percent(srt.lossShare()));
    fields.put("lost_percent_10s", percent(srt.recentLossShare()));
    fields.put("retransmitted_packets", line.retransmitted());
    fields.put("late_packets", srt.droppedPackets());
    fields.put("line_kbps", srt.lineBps() / KB);
    fields.put("key_bits", srt.keyBytes() * Byte.SIZE);
    return fields;
  }

  private static double percent(double share) {
    return share * 100;
  }
}
