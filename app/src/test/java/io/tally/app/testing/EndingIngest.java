// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import static org.awaitility.Awaitility.await;

import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Which server of ours says that a stream has ended as soon as nobody sends it?
///
/// The usual one waits ten seconds for its sender to return, and FFmpeg reads a playlist until it
/// ends.
public final class EndingIngest {
  private EndingIngest() {}

  /// On this computer, with segments of two seconds.
  public static IngestServer start() throws IOException {
    return IngestServer.start(settings(2));
  }

  /// Where it listens.
  ///
  /// @param segmentSeconds how long a segment is, at least
  public static IngestSettings settings(int segmentSeconds) {
    HlsSettings hls =
        new HlsSettings(
            Duration.ofSeconds(segmentSeconds),
            Duration.ofMinutes(5),
            64L << 20,
            /* reconnect= */ Duration.ZERO);
    return new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), hls);
  }

  /// Waits until a stream has ended, of this server or the usual one.
  ///
  /// @param playlist the stream's, for viewers
  public static void awaitEnd(URI playlist) {
    await()
        .ignoreExceptions()
        .until(() -> WebPage.text(playlist.resolve("stream.m3u8")).contains("#EXT-X-ENDLIST"));
  }
}
