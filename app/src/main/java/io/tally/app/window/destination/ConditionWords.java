// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.look.Words;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.protocol.Drops;
import java.util.ArrayList;
import java.util.List;

/// In which words does a card say how its endpoint stands?
final class ConditionWords {
  private ConditionWords() {}

  /// The state, in one line.
  static String state(Condition condition) {
    return switch (condition) {
      case Condition.Off _ -> "Off";
      case Condition.Ready _ -> "Ready";
      case Condition.Connecting _ -> "Connecting…";
      case Condition.Live live -> "Live since " + Words.clock(live.seconds());
      case Condition.Reconnecting again ->
          "Reconnecting since %s: attempt %d %s"
              .formatted(
                  Words.clock(again.seconds()),
                  again.attempt(),
                  again.waitSeconds() == 0 ? "runs" : "in " + again.waitSeconds() + " s");
      case Condition.Failed failed -> "Failed: " + failed.sentence();
    };
  }

  /// Why it stands so; empty when there is nothing to explain.
  static String cause(Condition condition) {
    return switch (condition) {
      case Condition.Reconnecting again -> again.sentence();
      case Condition.Failed failed -> failed.sentence();
      case Condition.Off _, Condition.Ready _, Condition.Connecting _, Condition.Live _ -> "";
    };
  }

  /// The line's numbers, in one line.
  static String figures(Figures figures) {
    List<String> parts = new ArrayList<>();
    parts.add(bitrate(figures));
    parts.add("queue " + figures.queueMs() + " ms");
    figures.roundTripMs().ifPresent(ms -> parts.add("RTT " + ms + " ms"));
    figures.srt().ifPresent(srt -> parts.addAll(SrtWords.glance(srt)));
    return String.join("  ·  ", parts);
  }

  /// What waits to be sent.
  static String queue(Figures figures) {
    return figures.queueMs() + " ms, " + Words.bytes(figures.queueBytes());
  }

  /// What goes out of what is asked for.
  static String bitrate(Figures figures) {
    return figures.targetBps() == 0
        ? Words.bitrate(figures.bitrateBps())
        : Math.round(figures.bitrateBps() / 1000.0) + " of " + Words.bitrate(figures.targetBps());
  }

  /// How much was lost, in two words; empty when nothing was.
  static String losses(Figures figures) {
    List<String> parts = new ArrayList<>();
    if (figures.drops().all() > 0) {
      parts.add(figures.drops().all() + " dropped");
    }
    if (figures.reconnects() > 0) {
      parts.add(figures.reconnects() + (figures.reconnects() == 1 ? " reconnect" : " reconnects"));
    }
    return String.join(", ", parts);
  }

  /// What was not sent and why, a line for each reason that there was.
  static List<String> drops(Drops drops) {
    List<String> lines = new ArrayList<>();
    line(lines, drops.unreferenced(), "pictures that no other needs, as the line was slow");
    line(lines, drops.toKeyframe(), "pictures up to a keyframe, as the line was slower still");
    line(lines, drops.sound(), "sound packets, as the line hardly carried anything");
    line(lines, drops.notConnected(), "packets while there was no connection");
    return lines;
  }

  private static void line(List<String> lines, long count, String what) {
    if (count > 0) {
      lines.add(count + " " + what);
    }
  }
}
