// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.IncomingStreams;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.badline.FreePort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Route.Proxy;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.peers.TinyProxy;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.RtmpListener;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.tls.TestAuthority;
import io.tally.protocol.tls.TlsFront;
import io.tally.protocol.tls.Trust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Does a test of an endpoint tell of every step, and stop where it must?
class PreflightTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final CollectedStream stream = new CollectedStream();

  private Optional<PublishFailure> run(String url, PublishSettings settings, boolean publish)
      throws InterruptedException {
    var endpoint = Endpoint.parse(url, Secret.of(""));
    var patient = settings.withTimeout(Duration.ofSeconds(20));
    var failure = new Preflight(endpoint, patient, publish).run(steps::add);
    assertThat(steps)
        .allSatisfy(step -> {
          assertThat(step.outcome().sentence()).endsWith(".").doesNotContain("planted");
          assertThat(step.toString()).doesNotContain("planted");
        });
    return failure;
  }

  private List<String> told() {
    return steps.stream()
        .map(step -> step.name() + " " + step.outcome().getClass().getSimpleName())
        .toList();
  }

  @Test
  void endpointThatTakesTheStream_passesEachStep() throws Exception {
    try (var listener = new RtmpListener()) {
      var url = "rtmp://127.0.0.1:" + listener.start(ANY_PORT, stream) + "/live/planted";
      assertThat(run(url, PublishSettings.usual(), true)).isEmpty();
    }
    assertThat(told())
        .containsExactly(
            "Name Passed",
            "Connection Passed",
            "Proxy Skipped",
            "TLS Skipped",
            "RTMP handshake Passed",
            "Application Passed",
            "Stream key Passed");
    assertThat(stream.names).containsExactly("live/planted");
  }

  @Test
  void testWithoutPublishing_stopsBeforeTheKey_andSaysSo() throws Exception {
    try (var listener = new RtmpListener()) {
      var url = "rtmp://127.0.0.1:" + listener.start(ANY_PORT, stream) + "/live/planted";
      assertThat(run(url, PublishSettings.usual(), false)).isEmpty();
    }
    assertThat(told()).endsWith("Application Passed", "Stream key Skipped");
    assertThat(steps.getLast().outcome().sentence()).contains("not tested");
    assertThat(stream.names).isEmpty();
  }

  @Test
  void proxyAndTls_areStepsOfTheirOwn() throws Exception {
    var authority = new TestAuthority();
    try (var listener = new RtmpListener();
        var front =
            new TlsFront(authority.server("ingest.invalid"), listener.start(ANY_PORT, stream));
        var door = new TinyProxy("", 200)) {
      var proxy = new Proxy(Proxy.Kind.HTTP, "127.0.0.1", door.port(), Optional.empty());
      var settings =
          PublishSettings.usual()
              .withTrust(Trust.only(List.of(authority.certificate())))
              .withRoute(new Route(Optional.of(proxy), Optional.empty()));
      var url = "rtmps://ingest.invalid:" + front.port() + "/live/planted";
      assertThat(run(url, settings, true)).isEmpty();
    }
    assertThat(told()).hasSize(7).allMatch(line -> line.endsWith("Passed"));
    assertThat(steps.get(3).outcome().sentence()).contains("TLSv1.3");
  }

  @Test
  void wrongKey_failsAtTheLastStep() throws Exception {
    IncomingStreams strict = (_, _) -> new IncomingStreams.Answer.Refused("Not this key.");
    Optional<PublishFailure> failure;
    try (var listener = new RtmpListener()) {
      var url = "rtmp://127.0.0.1:" + listener.start(ANY_PORT, strict) + "/live/planted";
      failure = run(url, PublishSettings.usual(), true);
    }
    assertThat(failure).map(PublishFailure::kind).contains(Kind.REFUSED_KEY);
    assertThat(told()).endsWith("Application Passed", "Stream key Failed");
  }

  @Test
  void stepsAfterAFailure_areNotReached() throws Exception {
    var failure =
        run("rtmp://127.0.0.1:" + FreePort.find() + "/live/x", PublishSettings.usual(), true);
    assertThat(failure).map(PublishFailure::kind).contains(Kind.REFUSED_CONNECTION);
    assertThat(told())
        .containsExactly(
            "Name Passed",
            "Connection Failed",
            "Proxy Skipped",
            "TLS Skipped",
            "RTMP handshake Skipped",
            "Application Skipped",
            "Stream key Skipped");
  }

  @Test
  void everyAddress_isTriedAndTold() throws Exception {
    // "localhost" is ::1 and 127.0.0.1 where both are there; the listener has one of them only.
    try (var listener = new RtmpListener()) {
      var port = listener.start(new InetSocketAddress("127.0.0.1", 0), stream);
      assertThat(run("rtmp://localhost:" + port + "/live/x", PublishSettings.usual(), false))
          .isEmpty();
    }
    var addresses = InetAddress.getAllByName("localhost").length;
    assertThat(told().stream().filter(line -> line.startsWith("Connection")))
        .hasSizeBetween(1, addresses)
        .endsWith("Connection Passed");
  }

  @Test
  void interrupt_endsTheTest() throws Exception {
    var interrupted = new AtomicBoolean();
    var shaking = new CountDownLatch(1);
    try (var server =
        new ScriptedServer(it -> {
          shaking.countDown();
          it.freeze();
        })) {
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  run(
                      "rtmp://127.0.0.1:" + server.port() + "/live/x",
                      PublishSettings.usual(),
                      true);
                } catch (InterruptedException e) {
                  interrupted.set(true);
                }
              });
      shaking.await();
      thread.interrupt();
      assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(interrupted).isTrue();
  }
}
