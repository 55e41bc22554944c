// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static io.tally.protocol.ingest.Shown.SHORT;
import static io.tally.protocol.ingest.Shown.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Is what GStreamer sends by SRT shown as HLS?
@Tag("peers")
class GstreamerPublishesTest {
  @Test
  void srtsink_publishes_andItsStreamPlaysWithoutComplaint(@TempDir Path folder) throws Exception {
    try (var server =
        IngestServer.start(
            new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), SHORT)
                .withSrt(0, Secret.of("")))) {
      var pipeline =
          "videotestsrc is-live=true num-buffers=180 ! video/x-raw,width=320,height=180,"
              + "framerate=30/1 ! x264enc tune=zerolatency key-int-max=30 bitrate=500 ! h264parse"
              + " ! mpegtsmux alignment=7 ! srtsink uri="
              + server.srtUrl().orElseThrow()
              + "?streamid=cam latency=300 wait-for-connection=true";
      var command = new ArrayList<>(List.of("gst-launch-1.0", "-e"));
      command.addAll(List.of(pipeline.split(" ", -1)));
      var words = folder.resolve("words.log").toFile();
      var gstreamer =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words).start();
      try {
        assertThat(gstreamer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        awaitState(server, "cam", HlsStatus.State.ENDED);
        assertThat(Shown.pictures(server.playlistUrl("cam"))).isBetween(160, 180);
      } finally {
        gstreamer.destroyForcibly();
      }
    }
  }
}
