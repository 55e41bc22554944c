// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.endure;

import io.tally.capture.testing.process.JavaProgram;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.peers.FfmpegProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// Where does a live stream come from that nobody who measures has to pay for?
///
/// A process of its own with the embedded ingest, to which the ffmpeg program publishes a loop that
/// was encoded before. Life: [#start], [#close]; it ends with the process that started it.
final class LiveSource implements AutoCloseable {
  private static final String NAME = "cam";
  private static final int LOOP_SECONDS = 20;
  private static final PrintStream OUT = System.out;

  private final Process process;
  private final URI playlist;

  private LiveSource(Process process, URI playlist) {
    this.process = process;
    this.playlist = playlist;
  }

  /// Starts it, and returns when viewers find something.
  ///
  /// @param size of the picture, as `1280x720`
  /// @param bitrateBps of the picture, constant
  static LiveSource start(String size, long bitrateBps) throws IOException {
    Process process =
        new ProcessBuilder(
                JavaProgram.words(
                    List.of("-Xmx256m"), LiveSource.class, size, Long.toString(bitrateBps)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader told = process.inputReader(StandardCharsets.UTF_8);
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.startsWith("http://")) {
        return new LiveSource(process, URI.create(line));
      }
    }
    throw new IOException("The source ended with " + process.onExit().join().exitValue());
  }

  URI playlist() {
    return playlist;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close(); // that is what it waits for
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /// The process.
  ///
  /// @param args size and bit rate
  public static void main(String[] args) throws Exception {
    Path loop = Files.createTempFile("tally-loop", ".flv");
    // Two minutes, so that the window is full before anybody measures.
    HlsSettings hls =
        new HlsSettings(
            Duration.ofSeconds(2), Duration.ofMinutes(2), 256L << 20, Duration.ofSeconds(10));
    IngestSettings settings = new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), hls);
    record(loop, args[0], args[1]);
    try (IngestServer server = IngestServer.start(settings);
        FfmpegProgram encoder =
            FfmpegProgram.start(
                "-v",
                "error",
                "-re",
                "-stream_loop",
                "-1",
                "-i",
                loop.toString(),
                "-c",
                "copy",
                "-f",
                "flv",
                server.rtmpUrl() + "/" + NAME)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> isLive(server) || !encoder.isAlive());
      OUT.println(server.playlistUrl(NAME));
      while (System.in.read() >= 0) {
        // until whoever started it ends
      }
    } finally {
      Files.delete(loop);
    }
  }

  private static boolean isLive(IngestServer server) {
    HlsStatus status = server.streams().get(NAME);
    return status != null && status.state() == HlsStatus.State.LIVE && status.segments() > 3;
  }

  private static void record(Path to, String size, String rate) throws Exception {
    String command =
        ("-v error -f lavfi -i testsrc2=s=%1$s:r=30 -f lavfi -i sine=r=48000 -t %3$d -c:v libx264"
                + " -preset veryfast -pix_fmt yuv420p -g 60 -keyint_min 60 -sc_threshold 0 -b:v %2$s"
                + " -minrate %2$s -maxrate %2$s -bufsize %2$s -x264-params nal-hrd=cbr -c:a aac -f flv "
                + to)
            .formatted(size, rate, LOOP_SECONDS);
    FfmpegProgram.run(command.split(" "));
  }
}
