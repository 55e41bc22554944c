// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FreePort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.rtmp.connect.PublishSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How does a publisher's life go, and which sentence tells of each way it can fail?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RtmpPublisherTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private FlvProgramme sample;

  @BeforeAll
  void makeSample(@TempDir Path folder) throws Exception {
    sample = FlvProgramme.make(folder, 3);
  }

  private LivePublisher publisher(String url, PublishSettings settings) {
    return RtmpPublisher.to(Endpoint.parse(url, Secret.of("")), sample.parameters(), settings);
  }

  private LivePublisher started(String url) {
    var publisher = publisher(url, PatientSettings.make().withTimeout(Duration.ofSeconds(5)));
    publisher.start();
    return publisher;
  }

  private static String local(int port) {
    return "rtmp://127.0.0.1:" + port + "/live/key";
  }

  private static int listen(RtmpListener listener, IncomingStreams streams) throws Exception {
    return listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), streams);
  }

  private static PublishFailure awaitFailure(LivePublisher publisher) {
    await().until(() -> publisher.state() instanceof PublisherState.Failed);
    var failure = ((PublisherState.Failed) publisher.state()).failure();
    assertThat(failure.sentence()).endsWith(".").doesNotContain("key\"").contains(":");
    return failure;
  }

  private static void awaitLive(LivePublisher publisher) {
    await().until(() -> !(publisher.state() instanceof PublisherState.Connecting));
    assertThat(publisher.state()).isInstanceOf(PublisherState.Live.class);
  }

  @Test
  void programme_arrivesAtOurListenerAsItWasOffered() throws Exception {
    var stream = new CollectedStream();
    var states = new CopyOnWriteArrayList<PublisherState>();
    try (var listener = new RtmpListener()) {
      var publisher = publisher(local(listen(listener, stream)), PatientSettings.make());
      publisher.onState(states::add);
      publisher.start();
      awaitLive(publisher);
      sample.packets().forEach(publisher::offer);
      publisher.stop();
      assertThat(stream.ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(states)
        .extracting(state -> (Object) state.getClass())
        .containsExactly(
            PublisherState.Connecting.class,
            PublisherState.Live.class,
            PublisherState.Stopped.class);
    assertThat(stream.parameters).containsExactly(sample.parameters());
    assertThat(stream.of(Track.VIDEO))
        .isEqualTo(
            sample.packets().stream().filter(packet -> packet.track() == Track.VIDEO).toList());
    assertThat(stream.of(Track.AUDIO))
        .hasSize(
            (int)
                sample.packets().stream().filter(packet -> packet.track() == Track.AUDIO).count());
  }

  @Test
  void refusedKey_isToldWithTheServersWords() throws Exception {
    try (var listener = new RtmpListener()) {
      var port =
          listen(listener, (_, _) -> new IncomingStreams.Answer.Refused("No such stream here."));
      try (var publisher = started(local(port))) {
        var failure = awaitFailure(publisher);
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED_KEY);
        assertThat(failure.sentence()).contains("No such stream here.");
      }
    }
  }

  @Test
  void secondPublisherOfAName_isRefusedWhileTheFirstLives() throws Exception {
    var stream = new CollectedStream();
    try (var listener = new RtmpListener()) {
      var url = local(listen(listener, stream));
      try (var first = started(url)) {
        awaitLive(first);
        try (var second = started(url)) {
          var failure = awaitFailure(second);
          assertThat(failure.kind()).isEqualTo(Kind.IN_USE);
          assertThat(failure.sentence()).contains("Another publisher is on the air");
        }
        assertThat(first.state()).isInstanceOf(PublisherState.Live.class);
      }
      assertThat(stream.ended.await(5, TimeUnit.SECONDS)).isTrue();
      try (var third = started(url)) {
        awaitLive(third);
      }
    }
  }

  @Test
  void serverThatClosesOnTheKey_isToldAsAWrongKey() throws Exception {
    try (var server =
            new ScriptedServer(script -> {
              script.shakeHandsAndAnswer();
              script.awaitText("publish");
            });
        var publisher = started(local(server.port()))) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED_KEY);
      assertThat(failure.sentence()).contains("closed the connection").contains("check the key");
    }
  }

  @Test
  void serverThatNamesABadName_isToldAsAWrongKey() throws Exception {
    try (var server =
            new ScriptedServer(script -> {
              script.shakeHandsAndAnswer();
              script.sendStatus("error", "NetStream.Publish.BadName");
              script.freeze();
            });
        var publisher = started(local(server.port()))) {
      assertThat(awaitFailure(publisher).kind()).isEqualTo(Kind.REFUSED_KEY);
    }
  }

  @Test
  void nobodyListening_isTold() throws Exception {
    try (var publisher = started(local(FreePort.find()))) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED_CONNECTION);
      assertThat(failure.sentence()).contains("refuses the connection");
    }
  }

  @Test
  void unknownHost_isTold() {
    try (var publisher = started("rtmp://no-such-host.invalid/live/key")) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_HOST);
      assertThat(failure.sentence()).contains("no-such-host.invalid");
    }
  }

  @Test
  void silentServer_isToldAsATimeout() throws Exception {
    try (var server = new ScriptedServer(ScriptedServer::freeze);
        var publisher =
            publisher(
                local(server.port()),
                PublishSettings.usual().withTimeout(Duration.ofMillis(300)))) {
      publisher.start();
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure.sentence()).contains("RTMP handshake");
    }
  }

  @Test
  void webServer_isToldAsNotRtmp() throws Exception {
    try (var server =
            new ScriptedServer(
                script -> script.send("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII)));
        var publisher = started(local(server.port()))) {
      var failure = awaitFailure(publisher);
      assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(failure.sentence()).contains("not in RTMP").contains("72");
    }
  }

  @Test
  void connectionThatBreaksWhileLive_isMadeAgain_untilItIsStopped() throws Exception {
    var listener = new RtmpListener();
    try (var publisher = started(local(listen(listener, new CollectedStream())))) {
      awaitLive(publisher);
      listener.close();
      await().until(() -> publisher.state() instanceof PublisherState.Reconnecting);
      var lost = (PublisherState.Reconnecting) publisher.state();
      assertThat(lost.cause().kind()).isIn(Kind.LOST, Kind.REFUSED_CONNECTION);
      assertThat(lost.cause().sentence()).contains("127.0.0.1").endsWith(".");
      publisher.stop();
      assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
    } finally {
      listener.close();
    }
  }

  @Test
  void lineThatTakesNothing_isLost_andStopEndsInTwoSeconds() throws Exception {
    try (var server =
        new ScriptedServer(script -> {
          script.shakeHandsAndAnswer();
          script.sendStatus("status", "NetStream.Publish.Start");
          script.freeze();
        })) {
      var publisher = publisher(local(server.port()), PatientSettings.make());
      publisher.start();
      awaitLive(publisher);
      var packets = sample.packets();
      // More than the sockets of both sides can hold.
      for (var i = 0; i < 200; i++) {
        packets.forEach(publisher::offer);
      }
      assertThat(publisher.statistics().queuedPackets()).isPositive();
      var beginNs = System.nanoTime();
      publisher.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - beginNs)).isLessThan(TWO_SECONDS);
      assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
    }
  }

  @Test
  void stopWhileConnecting_endsAtOnce() throws Exception {
    try (var server = new ScriptedServer(ScriptedServer::freeze)) {
      var publisher = started(local(server.port()));
      var beginNs = System.nanoTime();
      publisher.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - beginNs)).isLessThan(TWO_SECONDS);
      assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
    }
  }

  @Test
  void publisherNeverStarted_stops() {
    var publisher = publisher("rtmp://host/live/key", PublishSettings.usual());
    publisher.close();
    publisher.start();
    assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
  }
}
