// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.look.Words;
import io.tally.app.window.state.endpoint.SrtNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// In which words does a card say what only a line of SRT tells?
final class SrtWords {
  private SrtWords() {}

  /// What is worth a look all the time.
  static List<String> glance(SrtNumbers srt) {
    List<String> parts = new ArrayList<>();
    parts.add("loss " + percent(srt.lossPermille()));
    if (srt.silentSeconds() > 0) {
      parts.add("no answer for " + srt.silentSeconds() + " s");
    }
    return parts;
  }

  /// How late the far end plays, and how much of that is used.
  static String latency(SrtNumbers srt) {
    return srt.latencyMs() + " ms agreed, " + srt.sendBufferMs() + " ms not acknowledged";
  }

  /// What did not arrive at once.
  static String lost(SrtNumbers srt) {
    String lost =
        "%s in the last 10 s, %s in all, %d sent again"
            .formatted(
                percent(srt.lossPermille()), percent(srt.allLossPermille()), srt.retransmitted());
    return srt.late() == 0 ? lost : lost + ", " + srt.late() + " given up as too late";
  }

  /// What the far end thinks that the line carries.
  static String line(SrtNumbers srt) {
    return srt.lineBps() == 0 ? "not known yet" : "about " + Words.bitrate(srt.lineBps());
  }

  static String encryption(SrtNumbers srt) {
    return srt.keyBits() == 0 ? "none" : "AES-" + srt.keyBits();
  }

  private static String percent(int permille) {
    return String.format(Locale.ROOT, "%.1f %%", permille / 10.0);
  }
}
