// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.LocalIngest;
import io.tally.app.cli.target.Keys;
import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.protocol.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What does `tally serve` do?
@Command(
    name = "serve",
    description = "The embedded ingest alone: takes RTMP in and gives HLS out, until interrupted.",
    footer = {"", "With --json: event: serving (rtmp, playlist, page)."})
final class ServeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to listen; 0.0.0.0 for the whole network. Default: ${DEFAULT-VALUE}.")
  private String host = "";

  @Option(
      names = "--rtmp-port",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}; 0 for a free one.")
  private int rtmpPort = LocalIngest.RTMP_PORT;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}; 0 for a free one.")
  private int httpPort = LocalIngest.HTTP_PORT;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the key that publishers must give; needed on every address"
              + " that others can reach. Or in the environment variable TALLY_STREAM_KEY.")
  private @Nullable Path keyFile;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private boolean protectedByKey;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    CountDownLatch end = new CountDownLatch(1);
    try (Interruption interruption = Interruption.listen(end::countDown);
        IngestServer server = IngestServer.start(settings())) {
      output.event(
          "serving",
          "publish to %s with %s, watch at %s or %s"
              .formatted(
                  server.rtmpUrl(),
                  protectedByKey ? "the key" : "the key \"live\"",
                  server.playlistUrl("live"),
                  server.pageUrl()),
          Map.of(
              "rtmp", server.rtmpUrl(),
              "playlist", server.playlistUrl("live"),
              "page", server.pageUrl()));
      end.await();
      return interruption.ended(0);
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private IngestSettings settings() throws IOException {
    Secret key =
        keyFile == null
            ? Keys.ofTarget(1, System.getenv())
            : Keys.read(keyFile);
    protectedByKey = !key.isEmpty();
    Optional<Secret> asked = protectedByKey ? Optional.of(key) : Optional.empty();
    try {
      return new IngestSettings(host, rtmpPort, httpPort, asked, HlsSettings.standard());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
