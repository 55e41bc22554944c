// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.tls.Fingerprint;
import io.tally.protocol.tls.OpensslServer;
import io.tally.protocol.tls.TestAuthority;
import io.tally.protocol.tls.TlsFront;
import io.tally.protocol.tls.Trust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Does TLS carry a programme, and does each certificate that must not be believed get its
/// sentence?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RtmpsPublisherTest {
  private final CollectedStream stream = new CollectedStream();
  private final RtmpListener listener = new RtmpListener();
  private TestAuthority authority;
  private FlvProgramme sample;
  private int backend;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    authority = new TestAuthority();
    sample = FlvProgramme.make(folder, 1);
    backend = listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stream);
  }

  @AfterAll
  void end() {
    listener.close();
  }

  private LivePublisher started(int port) {
    return started(port, Trust.only(List.of(authority.certificate())));
  }

  private LivePublisher started(int port, Trust trust) {
    return started(port, trust, Duration.ofSeconds(5));
  }

  private LivePublisher started(int port, Trust trust, Duration timeout) {
    var endpoint = Endpoint.parse("rtmps://localhost:" + port + "/live/planted-key", Secret.of(""));
    var settings = PatientSettings.make().withTimeout(timeout).withTrust(trust);
    var publisher = RtmpPublisher.to(endpoint, sample.parameters(), settings);
    publisher.start();
    return publisher;
  }

  private PublishFailure failureWith(SSLContext server) throws Exception {
    try (var front = new TlsFront(server, backend);
        var publisher = started(front.port())) {
      return awaitFailure(publisher);
    }
  }

  private static PublishFailure awaitFailure(LivePublisher publisher) {
    await().until(() -> publisher.state() instanceof PublisherState.Failed);
    var failure = ((PublisherState.Failed) publisher.state()).failure();
    assertThat(failure.sentence()).contains("localhost").doesNotContain("planted").endsWith(".");
    return failure;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void believedServer_getsTheProgramme(String protocol) throws Exception {
    var before = stream.packets.size();
    try (var front = new TlsFront(authority.server("localhost"), backend, protocol);
        var publisher = started(front.port())) {
      await().until(() -> publisher.state() instanceof PublisherState.Live);
      sample.packets().forEach(publisher::offer);
      publisher.stop();
      await()
          .atMost(5, TimeUnit.SECONDS)
          .until(() -> stream.packets.size() == before + sample.packets().size());
    }
  }

  @Test
  void handshakeOverATricklingLine_isWaitedFor() throws Exception {
    try (var front = new TlsFront(authority.server("localhost"), backend);
        var line = new FaultProxy(front.port())) {
      line.crumble(300, Duration.ofMillis(5));
      var trust = Trust.only(List.of(authority.certificate()));
      // Seconds on such a line, and more of them on a busy machine.
      try (var publisher = started(line.port(), trust, Duration.ofMinutes(1))) {
        await().until(() -> publisher.state() instanceof PublisherState.Live);
      }
    }
  }

  @Test
  void expiredCertificate_isToldWithItsDay() throws Exception {
    var expired = authority.server("localhost", Duration.ofDays(-30), Duration.ofDays(-2));
    var failure = failureWith(expired);
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure.sentence()).contains("expired on 20");
  }

  @Test
  void certificateOfTheFuture_isTold() throws Exception {
    var future = authority.server("localhost", Duration.ofDays(2), Duration.ofDays(3));
    assertThat(failureWith(future).sentence()).contains("not valid before 20");
  }

  @Test
  void selfSignedCertificate_isTold() throws Exception {
    var failure = failureWith(TestAuthority.selfSigned("localhost"));
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure.sentence()).contains("self-signed");
  }

  @Test
  void certificateOfAnotherHost_isToldWithThatHost() throws Exception {
    var failure = failureWith(authority.server("other.example"));
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure.sentence()).contains("another host (other.example)");
  }

  @Test
  void certificateOfAnUnknownAuthority_isTold() throws Exception {
    var failure = failureWith(new TestAuthority().server("localhost"));
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure.sentence()).contains("authority that this computer does not trust");
  }

  @Test
  void oldTls_isNotSpoken_andThatIsSaid() throws Exception {
    try (var server = OpensslServer.start("-tls1_1");
        var publisher = started(server.port())) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
      assertThat(failure.sentence()).contains("TLS 1.2 or 1.3");
      assertThat(failure.untrusted()).isEmpty();
    }
  }

  @Test
  void unbelievedCertificate_isShown_andTakenOnceItIsPinned() throws Exception {
    var trust = Trust.only(List.of(authority.certificate()));
    try (var front = new TlsFront(TestAuthority.selfSigned("other.example"), backend)) {
      Fingerprint shown;
      try (var publisher = started(front.port(), trust)) {
        var failure = awaitFailure(publisher);
        shown = failure.untrusted().orElseThrow();
        assertThat(failure.sentence())
            .contains("CN=other.example, issued by CN=other.example, valid until 20")
            .contains(shown.toString());
      }
      try (var publisher = started(front.port(), trust.pinning(shown))) {
        await().until(() -> publisher.state() instanceof PublisherState.Live);
      }
    }
  }

  @Test
  void pinOfAnotherCertificate_doesNotHelp() throws Exception {
    var pinned = trusting(Fingerprint.of(authority.certificate()));
    try (var front = new TlsFront(TestAuthority.selfSigned("localhost"), backend);
        var publisher = started(front.port(), pinned)) {
      assertThat(awaitFailure(publisher).kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  void pin_leavesTheOthersBelieved() throws Exception {
    var pinned = trusting(Fingerprint.parse("0".repeat(64)));
    try (var front = new TlsFront(authority.server("localhost"), backend);
        var publisher = started(front.port(), pinned)) {
      await().until(() -> publisher.state() instanceof PublisherState.Live);
    }
  }

  private Trust trusting(Fingerprint pin) {
    return Trust.only(List.of(authority.certificate())).pinning(pin);
  }

  @Test
  void rtmpServerWithoutTls_isTold() throws Exception {
    try (var publisher = started(backend)) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
      assertThat(failure.sentence()).contains("closed the connection when TLS began");
    }
  }

  @Test
  void serverThatAnswersInPlainText_isTold() throws Exception {
    try (var server =
            new ScriptedServer(script -> {
              script.send("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
              script.freeze();
            });
        var publisher = started(server.port())) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
      assertThat(failure.sentence()).contains("answers without TLS");
    }
  }

  @Test
  void systemTrust_doesNotBelieveATestAuthority() throws Exception {
    try (var front = new TlsFront(authority.server("localhost"), backend)) {
      var endpoint =
          Endpoint.parse("rtmps://localhost:" + front.port() + "/live/key", Secret.of(""));
      try (var publisher = RtmpPublisher.to(endpoint, sample.parameters())) {
        publisher.start();
        assertThat(awaitFailure(publisher).kind()).isEqualTo(Kind.TLS);
      }
    }
  }
}
