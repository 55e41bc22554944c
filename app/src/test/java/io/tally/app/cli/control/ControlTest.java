// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Can another program work a programme that is on the air, and does it learn what became of each
/// order?
class ControlTest {
  @TempDir private Path home;

  @Test
  void orders_workWhatIsOnTheAir_untilItIsToldToStop() throws Exception {
    try (IngestServer far = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0));
        TallyProcess tally =
            TallyProcess.start(
                home,
                "stream",
                "--pattern",
                "--tone",
                "--size",
                "320x180",
                "--control",
                "--json",
                "--to",
                far.rtmpUrl() + "/one",
                "--to",
                far.rtmpUrl() + "/two")) {
      tally.awaitEvent(event -> stateOf("127.0.0.1-2", event).equals("live"));
      tally.type("off 127.0.0.1-2");
      assertThat(tally.awaitEvent("order").get("order").asString()).isEqualTo("off 127.0.0.1-2");
      tally.awaitEvent(event -> stateOf("127.0.0.1-2", event).equals("off"));
      tally.type("on 127.0.0.1-2");
      tally.awaitEvent(event -> stateOf("127.0.0.1-2", event).equals("live"));

      tally.type("bitrate 400");
      tally.awaitEvent(event ->
          event.has("endpoints") && event.get("endpoints").get(0).get("target_kbps").asInt() < 600);
      tally.type("mute microphone");
      assertThat(tally.awaitEvent("problem").get("sentence").asString())
          .isEqualTo("There is no source \"microphone\"; there is: pattern, tone.");
      tally.type("mute tone");
      tally.awaitEvent("order");
      tally.type("stop");
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.events("end")).hasSize(1);
    }
  }

  @Test
  void endOfTheOrders_takesNobodyOffTheAir() throws Exception {
    try (TallyProcess tally =
        TallyProcess.start(
            home, "stream", "--pattern", "--size", "320x180", "--control", "--seconds", "3")) {
      tally.endInput();
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.lines()).contains("live", "stopped");
    }
  }

  private static String stateOf(String endpoint, JsonNode event) {
    for (JsonNode one : event.path("endpoints")) {
      if (one.get("id").asString().equals(endpoint)) {
        return one.get("state").asString();
      }
    }
    return "";
  }
}
