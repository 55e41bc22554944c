// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.run;

import io.tally.app.air.OutletSample;
import io.tally.app.air.OutletStatus;
import io.tally.app.air.Reduction;
import io.tally.protocol.Drops;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How does one endpoint stand at this moment, as a line and as fields?
///
/// @param nowNs `System.nanoTime`
record EndpointFigures(OutletStatus status, long nowNs) {
  private static final double MS = 1e6; // ns in one
  private static final double SECOND = 1e9; // ns in one
  private static final int KB = 1000; // of bits and of bytes
  private static final int PLOTTED = 24; // seconds
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  /// One word for a state.
  static String word(PublisherState state) {
    return switch (state) {
      case PublisherState.Idle _ -> "idle";
      case PublisherState.Connecting _ -> "connecting";
      case PublisherState.Live _ -> "live";
      case PublisherState.Reconnecting _ -> "reconnecting";
      case PublisherState.Stopped _ -> "stopped";
      case PublisherState.Failed _ -> "failed";
    };
  }

  /// For how long it has been live, or without a connection, s; 0 for other states.
  double sinceS() {
    return switch (status.state()) {
      case PublisherState.Live live -> Math.max(0, (nowNs - live.sinceNs()) / SECOND);
      case PublisherState.Reconnecting lost -> Math.max(0, (nowNs - lost.lostAtNs()) / SECOND);
      case PublisherState.Idle _,
          PublisherState.Connecting _,
          PublisherState.Stopped _,
          PublisherState.Failed _ ->
          0;
    };
  }

  /// When the next attempt begins, in words: `attempt 3 in 1.5 s`, or `attempt 3 runs`.
  static String attempt(PublisherState.Reconnecting lost, long nowNs) {
    double inS = (lost.retryAtNs() - nowNs) / SECOND;
    return inS > 0
        ? "attempt %d in %.1f s".formatted(lost.attempt() + 1, inS)
        : "attempt %d runs".formatted(lost.attempt() + 1);
  }

  Map<String, Object> fields() {
    PublisherStatistics now = status.statistics();
    Drops drops = now.drops();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", status.outlet().id());
    fields.put("name", status.outlet().name());
    fields.put("state", status.on() ? word(status.state()) : "off");
    fields.put("since_seconds", sinceS());
    if (status.state() instanceof PublisherState.Reconnecting lost) {
      fields.put("retry_seconds", Math.max(0, (lost.retryAtNs() - nowNs) / SECOND));
    }
    fields.put("encode", status.group());
    fields.put("reduced", status.reduced());
    why().ifPresent(text -> fields.put("sentence", text));
    fields.put("kbps", status.sentBps() / KB);
    fields.put("target_kbps", status.targetBps() / KB);
    fields.put("queue_ms", Math.round(now.queuedNs() / MS));
    fields.put("queue_bytes", now.queuedBytes());
    if (now.line().roundTripNs().isPresent()) {
      fields.put("round_trip_ms", now.line().roundTripNs().getAsLong() / MS);
    }
    now.line().srt().ifPresent(srt -> fields.put("srt", SrtPart.fields(srt, now.line())));
    fields.put(
        "dropped",
        Map.of(
            "unreferenced", drops.unreferenced(),
            "to_keyframe", drops.toKeyframe(),
            "sound", drops.sound(),
            "not_connected", drops.notConnected()));
    fields.put("reconnects", now.reconnects());
    return fields;
  }

  /// @param plot whether the last seconds are drawn, too
  String line(boolean plot) {
    PublisherStatistics now = status.statistics();
    Drops drops = now.drops();
    String roundTrip =
        now.line().roundTripNs().isPresent()
            ? "  round trip %.0f ms".formatted(now.line().roundTripNs().getAsLong() / MS)
            : "";
    String srt = now.line().srt().map(told -> "  " + SrtPart.words(told, now.line())).orElse("");
    return "  %s: %s  %s%d of %d kb/s  queue %.0f ms, %d kB%s%s  dropped %d+%d pictures, %d sound, %d not connected  reconnects %d%s"
        .formatted(
            status.outlet().name(),
            standing(),
            plot && !status.history().isEmpty() ? plot(status.history()) + " " : "",
            status.sentBps() / KB,
            status.targetBps() / KB,
            now.queuedNs() / MS,
            now.queuedBytes() / KB,
            roundTrip,
            srt,
            drops.unreferenced(),
            drops.toKeyframe(),
            drops.sound(),
            drops.notConnected(),
            now.reconnects(),
            why().map(sentence -> "  " + sentence).orElse(""));
  }

  /// Why it gets less than others do.
  private Optional<String> why() {
    return status
        .reduction()
        .filter(_ -> status.state() instanceof PublisherState.Live)
        .map(Reduction::sentence);
  }

  private String standing() {
    if (!status.on()) {
      return "off";
    }
    long seconds = (long) sinceS();
    String since = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    return switch (status.state()) {
      case PublisherState.Live _ -> "live " + since;
      case PublisherState.Reconnecting lost ->
          "reconnecting " + since + ", " + attempt(lost, nowNs);
      case PublisherState.Idle _,
          PublisherState.Connecting _,
          PublisherState.Stopped _,
          PublisherState.Failed _ ->
          word(status.state());
    };
  }

  /// A letter a second: how much of what was asked for went out.
  static String plot(List<OutletSample> history) {
    StringBuilder letters = new StringBuilder();
    for (OutletSample sample :
        history.subList(Math.max(0, history.size() - PLOTTED), history.size())) {
      double share = sample.sentBps() / (double) Math.max(1, sample.targetBps());
      int level = (int) Math.round(share * (LEVELS.length() - 1));
      letters.append(LEVELS.charAt(Math.clamp(level, 0, LEVELS.length() - 1)));
    }
    return letters.toString();
  }

  /// Everything that [#plot] writes.
  static String levels() {
    return LEVELS;
  }
}
