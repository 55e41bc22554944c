// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.peers.FfmpegProgram;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What does the embedded ingest show of a stream that a test sends to it?
final class Shown {
  /// For a server that waits a second only for a sender to return.
  static final HlsSettings SHORT =
      new HlsSettings(
          Duration.ofSeconds(2), Duration.ofMinutes(30), 64 << 20, Duration.ofSeconds(1));

  private Shown() {}

  static void awaitState(IngestServer server, String name, HlsStatus.State state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> Optional.ofNullable(server.streams().get(name)).map(HlsStatus::state),
            Optional.of(state)::equals);
  }

  /// How many pictures FFmpeg decodes of a stream, without any complaint.
  static int pictures(URI playlist) throws IOException, InterruptedException {
    var address = playlist.toString();
    assertThat(FfmpegProgram.run("-v", "error", "-i", address, "-f", "null", "-")).isEmpty();
    var frames =
        FfmpegProgram.probe(
            "-count_frames",
            "-select_streams",
            "v",
            "-show_entries",
            "stream=nb_read_frames",
            "-of",
            "csv=p=0",
            address);
    return Integer.parseInt(frames.getFirst());
  }
}
