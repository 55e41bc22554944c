// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.LocalIngest;
import io.tally.app.cli.target.Keys;
import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.app.settings.Directories;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.tls.ServerCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    description =
        "The embedded ingest alone: takes RTMP and SRT in and gives HLS out, until interrupted.",
    footer = {
      "",
      "With --json: event: serving (rtmp, playlist, page; with TLS rtmps, fingerprint; with SRT srt)."
    })
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

  @Option(
      names = "--rtmps-port",
      paramLabel = "N",
      description = "Take publishers with TLS, too; 0 for a free port. Default: none.")
  private @Nullable Integer rtmpsPort;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "The certificate chain for --rtmps-port, PEM. Default: one that the ingest makes itself"
              + " and keeps; publishers believe it by its fingerprint, which is printed.")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM.")
  private @Nullable Path certificateKey;

  @Option(
      names = "--srt-port",
      paramLabel = "N",
      description =
          "Take publishers by SRT, too; 0 for a free port. Their stream id is the key, plain or as"
              + " #!::r=KEY,m=publish. Default: none.")
  private @Nullable Integer srtPort;

  @Option(
      names = "--srt-passphrase-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the passphrase, of 10 to 80 bytes, that SRT publishers must"
              + " encrypt with. Or in the environment variable TALLY_SRT_PASSPHRASE.")
  private @Nullable Path srtPassphraseFile;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private boolean protectedByKey;
  private @Nullable ServerCertificate tls;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    CountDownLatch end = new CountDownLatch(1);
    try (Interruption interruption = Interruption.listen(end::countDown);
        IngestServer server = IngestServer.start(settings())) {
      tell(server, output);
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

  private void tell(IngestServer server, Output output) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rtmp", server.rtmpUrl());
    fields.put("playlist", server.playlistUrl("live"));
    fields.put("page", server.pageUrl());
    String secure = "";
    if (server.rtmpsUrl().isPresent() && tls != null) {
      fields.put("rtmps", server.rtmpsUrl().get());
      fields.put("fingerprint", tls.fingerprint().hex());
      secure =
          " or %s (certificate sha256:%s)"
              .formatted(server.rtmpsUrl().get(), tls.fingerprint().hex());
    }
    if (server.srtUrl().isPresent()) {
      fields.put("srt", server.srtUrl().get());
      secure += " or " + server.srtUrl().get();
    }
    output.event(
        "serving",
        "publish to %s%s with %s, watch at %s or %s"
            .formatted(
                server.rtmpUrl(),
                secure,
                protectedByKey ? "the key" : "the key \"live\"",
                server.playlistUrl("live"),
                server.pageUrl()),
        fields);
  }

  private ServerCertificate certificate() throws IOException {
    if (certificate == null && certificateKey == null) {
      return ServerCertificate.selfSigned(Directories.ofUser().config().resolve("ingest"), host);
    }
    if (certificate == null || certificateKey == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--tls-cert and --tls-key belong together; give both, or neither for a certificate of"
              + " our own");
    }
    return ServerCertificate.ofFiles(certificate, certificateKey);
  }

  private Secret srtPassphrase() throws IOException {
    return srtPassphraseFile == null
        ? Secret.of(System.getenv().getOrDefault("TALLY_SRT_PASSPHRASE", ""))
        : Keys.read(srtPassphraseFile);
  }

  private IngestSettings settings() throws IOException {
    Secret key = keyFile == null ? Keys.ofTarget(1, System.getenv()) : Keys.read(keyFile);
    protectedByKey = !key.isEmpty();
    Optional<Secret> asked = protectedByKey ? Optional.of(key) : Optional.empty();
    try {
      IngestSettings plain =
          new IngestSettings(host, rtmpPort, httpPort, asked, HlsSettings.standard());
      if (srtPort != null) {
        plain = plain.withSrt(srtPort, srtPassphrase());
      }
      if (rtmpsPort == null) {
        return plain;
      }
      tls = certificate();
      return plain.withRtmps(rtmpsPort, tls);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
