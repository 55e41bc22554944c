// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.run;

import io.tally.app.air.OutletStatus;
import io.tally.app.cli.terminal.Output;
import io.tally.app.outlet.Outlet;
import io.tally.protocol.Drops;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How is it told how each endpoint stands?
final class EndpointLines {
  private static final double MS = 1e6; // ns in one
  private static final double SECOND = 1e9; // ns in one

  private final Output output;
  private final Set<String> troubled = new HashSet<>(); // whose return is worth a line

  EndpointLines(Output output) {
    this.output = output;
  }

  /// An endpoint has another state. Of one alone, only trouble and its end are worth a line: the
  /// rest the broadcast's own state says.
  void changed(Outlet outlet, PublisherState state, boolean alone) {
    long nowNs = System.nanoTime();
    boolean trouble = state instanceof PublisherState.Reconnecting;
    boolean back = state instanceof PublisherState.Live && troubled.remove(outlet.id());
    if (trouble) {
      troubled.add(outlet.id());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", outlet.id());
    fields.put("name", outlet.name());
    fields.put("state", word(state));
    String sentence = outlet.name() + ": " + word(state);
    switch (state) {
      case PublisherState.Reconnecting lost -> {
        double sinceS = (nowNs - lost.lostAtNs()) / SECOND;
        double inS = Math.max(0, (lost.retryAtNs() - nowNs) / SECOND);
        fields.put("attempt", lost.attempt());
        fields.put("lost_seconds", sinceS);
        fields.put("retry_seconds", inS);
        fields.put("sentence", lost.cause().sentence());
        sentence =
            "%s: reconnecting since %.0f s; %s (%s)"
                .formatted(
                    outlet.name(),
                    sinceS,
                    inS > 0
                        ? "attempt %d in %.1f s".formatted(lost.attempt() + 1, inS)
                        : "attempt %d runs".formatted(lost.attempt() + 1),
                    lost.cause().sentence());
      }
      case PublisherState.Failed failed -> {
        fields.put("sentence", failed.failure().sentence());
        sentence = outlet.name() + ": failed";
      }
      case PublisherState.Live _ -> sentence = outlet.name() + ": live" + (back ? " again" : "");
      case PublisherState.Idle _, PublisherState.Connecting _, PublisherState.Stopped _ -> {}
    }
    boolean dull =
        state instanceof PublisherState.Connecting || state instanceof PublisherState.Stopped;
    output.event("endpoint", trouble || back || (!alone && !dull) ? sentence : "", fields);
  }

  /// How each does, as a part of the statistics.
  static List<Map<String, Object>> fields(List<OutletStatus> outlets) {
    return outlets.stream().map(EndpointLines::fields).toList();
  }

  private static Map<String, Object> fields(OutletStatus status) {
    PublisherStatistics now = status.statistics();
    Drops drops = now.drops();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", status.outlet().id());
    fields.put("name", status.outlet().name());
    fields.put("state", status.on() ? word(status.state()) : "off");
    fields.put("encode", status.group());
    fields.put("reduced", status.reduced());
    fields.put("kbps", status.sentBps() / 1000);
    fields.put("target_kbps", status.targetBps() / 1000);
    fields.put("queue_ms", Math.round(now.queuedNs() / MS));
    if (now.line().roundTripNs().isPresent()) {
      fields.put("round_trip_ms", now.line().roundTripNs().getAsLong() / MS);
    }
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

  /// A line for each endpoint, where there are several or there is something to say.
  void tell(List<OutletStatus> outlets) {
    for (OutletStatus status : outlets) {
      if (outlets.size() > 1 || status.statistics().reconnects() > 0) {
        output.detail(line(status));
      }
    }
  }

  private static String line(OutletStatus status) {
    PublisherStatistics now = status.statistics();
    Drops drops = now.drops();
    String roundTrip =
        now.line().roundTripNs().isPresent()
            ? "  round trip %.0f ms".formatted(now.line().roundTripNs().getAsLong() / MS)
            : "";
    return "  %s: %s  %d of %d kb/s%s  queue %.0f ms%s  dropped %d+%d pictures, %d sound, %d not connected  reconnects %d"
        .formatted(
            status.outlet().name(),
            status.on() ? word(status.state()) : "off",
            status.sentBps() / 1000,
            status.targetBps() / 1000,
            status.reduced() ? " (reduced)" : "",
            now.queuedNs() / MS,
            roundTrip,
            drops.unreferenced(),
            drops.toKeyframe(),
            drops.sound(),
            drops.notConnected(),
            now.reconnects());
  }

  private static String word(PublisherState state) {
    return switch (state) {
      case PublisherState.Idle _ -> "idle";
      case PublisherState.Connecting _ -> "connecting";
      case PublisherState.Live _ -> "live";
      case PublisherState.Reconnecting _ -> "reconnecting";
      case PublisherState.Stopped _ -> "stopped";
      case PublisherState.Failed _ -> "failed";
    };
  }
}
