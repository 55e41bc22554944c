// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.rtmp.RtmpPublisher;
import io.tally.protocol.tls.ServerCertificate;
import io.tally.protocol.tls.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does the embedded ingest take publishers with TLS and the right key, and nobody else?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureIngestTest {
  private IngestServer server;
  private ServerCertificate certificate;
  private FlvProgramme sample;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    certificate = ServerCertificate.selfSigned(folder.resolve("kept"), "127.0.0.1");
    sample = FlvProgramme.make(folder, 1);
    var settings =
        new IngestSettings(
                "127.0.0.1", 0, 0, Optional.of(Secret.of("the-key")), HlsSettings.standard())
            .withRtmps(0, certificate);
    server = IngestServer.start(settings);
  }

  @AfterAll
  void end() {
    server.close();
  }

  @Test
  void ourPublisher_acceptsTheCertificateByItsPin() {
    var endpoint = Endpoint.parse(server.rtmpsUrl().orElseThrow().toString(), Secret.of("the-key"));
    var settings =
        PatientSettings.make().withTrust(Trust.only(List.of()).pinning(certificate.fingerprint()));
    try (var publisher = RtmpPublisher.to(endpoint, sample.parameters(), settings)) {
      publisher.start();
      await().until(() -> publisher.state() instanceof PublisherState.Live);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "the-key,                       true",
    "any?key=the-key,               true",
    "any?user=ann&pass=the-key,     true",
    "the-key?bandwidthtest=true,    true",
    "the-ke,                        false",
    "any?key=the-keys,              false",
    "any?other=the-key,             false"
  })
  void ffmpegWithTls_isTakenWithTheKeyOnly(String name, boolean taken) throws Exception {
    var url = server.rtmpsUrl().orElseThrow() + "/" + name;
    var arguments = FlvProgramme.arguments(0.5, "-f", "flv", url);
    try (var ffmpeg = FfmpegProgram.start(arguments)) {
      assertThat(ffmpeg.end().contains("stream key is not the one")).isEqualTo(!taken);
    }
    if (taken) {
      await().atMost(Duration.ofSeconds(20)).until(() -> server.streams().containsKey("live"));
    }
  }

  @Test
  void keyBehindTheApplication_isTaken() throws Exception {
    var url = server.rtmpUrl() + "?key=the-key/any";
    try (var ffmpeg = FfmpegProgram.start(FlvProgramme.arguments(0.5, "-f", "flv", url))) {
      assertThat(ffmpeg.end()).doesNotContain("stream key is not the one");
    }
  }
}
