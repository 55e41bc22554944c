// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import io.tally.capture.testing.TestMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `tally play` says of what is attached to a stream's time.
class PlayEventsTest {
  @TempDir Path folder;

  @Test
  void dateRange_isToldWhenPlayingReachesIt() throws Exception {
    Path playlist = record();
    try (TallyProcess tally =
        TallyProcess.start(folder, Map.of(), "play", "" + playlist, "--json")) {
      assertThat(tally.exitCode()).as(tally.errors()).isZero();

      List<JsonNode> events = tally.lines().stream().map(new JsonMapper()::readTree).toList();
      assertThat(events)
          .filteredOn(event -> event.get("event").asString().equals("reached"))
          .singleElement()
          .satisfies(event -> {
            assertThat(event.get("kind").asString()).isEqualTo("Date range");
            assertThat(event.get("position").asDouble()).isEqualTo(1);
            assertThat(event.get("length").asDouble()).isEqualTo(0.5);
            assertThat(event.get("words").asString()).isEqualTo("tea; X-CUP=1");
          });
    }
  }

  private Path record() throws Exception {
    Path playlist =
        TestMedia.make(
            folder.resolve("stream.m3u8"),
            "-f lavfi -i testsrc=d=2:r=25 -c:v libx264 -pix_fmt yuv420p -g 25"
                + " -f hls -hls_time 1 -hls_playlist_type vod");
    String told =
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:00.000Z\n"
            + "#EXT-X-DATERANGE:ID=\"tea\",START-DATE=\"2026-11-21T12:00:01.000Z\",DURATION=0.5,"
            + "X-CUP=1\n#EXTINF";
    return Files.writeString(playlist, Files.readString(playlist).replaceFirst("#EXTINF", told));
  }
}
