// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.run;

import io.tally.app.air.OutletStatus;
import io.tally.app.cli.terminal.Output;
import io.tally.app.outlet.Outlet;
import io.tally.protocol.PublisherState;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How is it told how each endpoint stands?
final class EndpointLines {
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
    fields.put("state", EndpointFigures.word(state));
    String sentence = outlet.name() + ": " + EndpointFigures.word(state);
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
                    EndpointFigures.attempt(lost, nowNs),
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
    long nowNs = System.nanoTime();
    return outlets.stream().map(status -> new EndpointFigures(status, nowNs).fields()).toList();
  }

  /// A line for each.
  List<String> lines(List<OutletStatus> outlets) {
    long nowNs = System.nanoTime();
    boolean plot = output.canWrite(EndpointFigures.levels());
    return outlets.stream().map(status -> new EndpointFigures(status, nowNs).line(plot)).toList();
  }
}
