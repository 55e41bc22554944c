// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tally.app.testing.FarEnd;
import io.tally.app.testing.TallyProcess;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.peers.NginxRtmp;
import io.tally.protocol.tls.TestAuthority;
import io.tally.protocol.tls.TlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Does whoever streams from a command line learn in a sentence why it is not live, and does the
/// key stay out of all that is said, at whatever step it fails?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
  private static final String KEY = "planted-4711";

  /// What is wrong, and how the sentence must go that tells it.
  enum Fault {
    EXPIRED_CERTIFICATE("The certificate of localhost.* expired on 20"),
    SELF_SIGNED_CERTIFICATE("The certificate of localhost.* is self-signed"),
    CERTIFICATE_OF_ANOTHER_HOST(
        "The certificate of localhost.* is for another host \\(other\\.example\\)"),
    SERVER_WITHOUT_TLS("localhost.* without TLS"),
    WRONG_KEY("127\\.0\\.0\\.1.*The stream key is not the one"),
    KEY_THAT_NGINX_REFUSES("127\\.0\\.0\\.1.*: check the key"),
    NOBODY_THERE("127\\.0\\.0\\.1.* refuses the connection: check the port"),
    UNKNOWN_HOST("The host no-such-host\\.invalid is not known"),
    NO_RTMP("127\\.0\\.0\\.1.* RTMP");

    private final String sentence;

    Fault(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Map<Fault, String> addresses = new EnumMap<>(Fault.class);
  private final List<AutoCloseable> servers = new ArrayList<>();

  @BeforeAll
  void startServers(@TempDir Path folder) throws Exception {
    IngestServer ingest =
        kept(
            IngestServer.start(
                new IngestSettings(
                    "127.0.0.1",
                    0,
                    0,
                    Optional.of(Secret.of("another-key")),
                    HlsSettings.standard())));
    int rtmp = ingest.rtmpUrl().getPort();
    HttpServer judge =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    servers.add(() -> judge.stop(0));
    judge.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    judge.start();
    int http = judge.getAddress().getPort();
    NginxRtmp nginx =
        kept(NginxRtmp.start(folder, "on_publish http://127.0.0.1:" + http + "/publish;"));

    TestAuthority authority = new TestAuthority();
    Duration[] past = {Duration.ofDays(-30), Duration.ofDays(-2)};
    address(Fault.EXPIRED_CERTIFICATE, tls(authority.server("localhost", past[0], past[1]), rtmp));
    address(Fault.SELF_SIGNED_CERTIFICATE, tls(TestAuthority.selfSigned("localhost"), rtmp));
    address(Fault.CERTIFICATE_OF_ANOTHER_HOST, tls(authority.server("other.example"), rtmp));
    address(Fault.SERVER_WITHOUT_TLS, "rtmps://localhost:" + rtmp + "/live");
    address(Fault.WRONG_KEY, "rtmp://127.0.0.1:" + rtmp + "/live");
    address(Fault.KEY_THAT_NGINX_REFUSES, nginx.url("").replaceFirst("/$", ""));
    address(Fault.NOBODY_THERE, "rtmp://127.0.0.1:1/live");
    address(Fault.UNKNOWN_HOST, "rtmps://no-such-host.invalid/live");
    address(Fault.NO_RTMP, "rtmp://127.0.0.1:" + http + "/live");
  }

  private <S extends AutoCloseable> S kept(S server) {
    servers.add(server);
    return server;
  }

  private String tls(SSLContext certificate, int backend) throws IOException {
    return "rtmps://localhost:" + kept(new TlsFront(certificate, backend)).port() + "/live";
  }

  private void address(Fault fault, String url) {
    addresses.put(fault, url);
  }

  @AfterAll
  void stopServers() throws Exception {
    for (AutoCloseable server : servers.reversed()) {
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fault_isOneSentenceWithoutTheKey_andExitCodeOne(Fault fault, @TempDir Path home)
      throws Exception {
    try (TallyProcess tally =
        TallyProcess.start(
            home,
            Map.of("TALLY_STREAM_KEY", KEY),
            "stream",
            "--pattern",
            "--size",
            "320x180",
            "--verbose",
            "--to",
            addresses.getOrDefault(fault, ""))) {
      assertThat(tally.exitCode()).isEqualTo(1);
      List<String> sentences =
          tally.errors().lines().filter(line -> line.startsWith("tally: ")).toList();
      assertThat(sentences).as(tally.errors()).hasSize(1);
      assertThat(sentences.getFirst()).containsPattern(fault.sentence).endsWith(".");
      assertThat(tally.lines()).doesNotContain("live");
      assertThat(tally.everythingSaid()).isNotEmpty().doesNotContain(KEY);
    }
  }

  @Test
  void serverThatGoesAway_isTriedAgain_andSaid(@TempDir Path folder) throws Exception {
    NginxRtmp nginx = NginxRtmp.start(folder);
    try (nginx;
        TallyProcess tally =
            TallyProcess.start(
                folder.resolve("home"),
                Map.of("TALLY_STREAM_KEY", KEY),
                "stream",
                "--pattern",
                "--size",
                "320x180",
                "--to",
                nginx.url("").replaceFirst("/$", ""))) {
      tally.awaitLine("live"::equals);
      nginx.close();
      String lost = tally.awaitLine(line -> line.startsWith("127.0.0.1: reconnecting"));
      tally.awaitLine(
          line -> line.startsWith("127.0.0.1: reconnecting") && line.contains("attempt 2"));
      tally.interrupt();

      assertThat(tally.exitCode()).isZero();
      assertThat(lost).contains("127.0.0.1", "broke while live");
      assertThat(tally.errors()).isEmpty();
      assertThat(tally.everythingSaid()).doesNotContain(KEY);
    }
  }

  @Test
  void fullDisk_isSaidWhileTheStreamGoesOn_andExitCodeOne(@TempDir Path home) throws Exception {
    Path file = home.resolve("programme.mkv");
    List<String> limit = List.of("bash", "-c", "ulimit -f 150; exec \"$@\"", "bash");
    try (TallyProcess tally =
        TallyProcess.start(
            home, Map.of(), limit, "stream", "--pattern", "--json", "--record", file.toString())) {
      String sentence = tally.awaitEvent("problem").get("sentence").asString();
      tally.awaitEvent("statistics");
      long sent = tally.awaitEvent("statistics").get("bytes").asLong();
      long later = tally.awaitEvent("statistics").get("bytes").asLong();
      tally.interrupt();

      assertThat(sentence).contains("No file may grow further", file.toString());
      assertThat(later).isGreaterThan(sent);
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains(sentence);
      assertThat(new FarEnd(file, 1280, 720).pictures()).isNotEmpty();
    }
  }
}
