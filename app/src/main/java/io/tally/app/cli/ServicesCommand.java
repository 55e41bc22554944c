// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.cli.terminal.Output;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.ServiceLimits;
import io.tally.protocol.service.ServiceServer;
import io.tally.protocol.service.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What does `tally services` do?
@Command(
    name = "services",
    description = "The ingest services that Tally knows, for --service, with what they take.",
    footer = {
      "",
      "What a service does not publish is not shown. With --json: event: service (id, name, servers,"
          + " key, takes, notes)."
    })
final class ServicesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    for (Service service : Services.known().all()) {
      List<String> servers = service.servers().stream().map(ServiceServer::url).toList();
      List<String> takes = takes(service.limits());
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", service.id());
      fields.put("name", service.name());
      fields.put("servers", servers);
      fields.put("key", service.keyHint());
      fields.put("takes", takes);
      fields.put("notes", service.notes());
      output.event(
          "service",
          "%-13s %s%n              %s%s"
              .formatted(
                  service.id(),
                  service.name(),
                  String.join(System.lineSeparator() + "              ", servers),
                  takes.isEmpty()
                      ? ""
                      : System.lineSeparator() + "              " + String.join(", ", takes)),
          fields);
    }
    return 0;
  }

  private static List<String> takes(ServiceLimits limits) {
    List<String> takes = new ArrayList<>();
    span(takes, limits.leastTotalKbps(), limits.mostTotalKbps(), "kb/s in all");
    span(takes, OptionalInt.empty(), limits.mostVideoKbps(), "kb/s of picture");
    span(takes, OptionalInt.empty(), limits.mostAudioKbps(), "kb/s of sound");
    span(takes, limits.leastLines(), limits.mostLines(), "lines");
    span(takes, OptionalInt.empty(), limits.mostFramesPerSecond(), "fps");
    if (limits.mostKeyframeSeconds().isPresent()) {
      takes.add(
          "a keyframe every %s to %s s"
              .formatted(
                  limits.leastKeyframeSeconds().orElse(0),
                  limits.mostKeyframeSeconds().getAsDouble()));
    }
    if (!limits.videoCodecs().isEmpty()) {
      takes.add(String.join("/", limits.videoCodecs()));
    }
    if (limits.mostBFrames().equals(OptionalInt.of(0))) {
      takes.add("no B-frames");
    }
    return takes;
  }

  private static void span(List<String> takes, OptionalInt least, OptionalInt most, String unit) {
    if (most.isPresent()) {
      takes.add(
          least.isEmpty()
              ? "up to %d %s".formatted(most.getAsInt(), unit)
              : least.equals(most)
                  ? "%d %s".formatted(most.getAsInt(), unit)
                  : "%d to %d %s".formatted(least.getAsInt(), most.getAsInt(), unit));
    }
  }
}
