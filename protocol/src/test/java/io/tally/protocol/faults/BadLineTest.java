// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherState.Live;
import io.tally.protocol.PublisherState.Reconnecting;
import io.tally.protocol.programme.Arrivals;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does a publisher come through a network that misbehaves, and come back after one that broke?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadLineTest {
  private static final Logger log = LoggerFactory.getLogger(BadLineTest.class);

  private FlvProgramme sample;
  private Stage stage;

  @BeforeAll
  void makeSample(@TempDir Path folder) throws Exception {
    sample = FlvProgramme.make(folder, 2);
  }

  @BeforeEach
  void begin() throws Exception {
    stage = new Stage(sample);
  }

  @AfterEach
  void end() throws Exception {
    stage.close();
  }

  private LivePublisher live() {
    var publisher = stage.publisher();
    stage.programme.start();
    publisher.start();
    Stage.awaitLive(publisher);
    await().atMost(Stage.PATIENCE).until(() -> stage.arrivals.begun() == 1);
    return publisher;
  }

  private void awaitBegun(int connections) {
    await().atMost(Stage.PATIENCE).until(() -> stage.arrivals.begun() == connections);
  }

  @Test
  void tenResetsInTheMiddleOfAChunk_areTenReturns_inSyncAndCounted() throws Exception {
    var other = stage.publisher(stage.listenerPort(), Stage.settings(), ReconnectPolicy.usual());
    other.start();
    Stage.awaitLive(other);
    var begun = 1;
    var often =
        new ReconnectPolicy(Duration.ofMillis(200), 1, 0.2, Stage.PATIENCE, 6, Stage.PATIENCE);
    try (var publisher = stage.publisher(stage.proxy.port(), Stage.settings(), often)) {
      var states = Stage.statesOf(publisher);
      stage.programme.start();
      publisher.start();
      awaitBegun(++begun);
      for (var i = 0; i < 10; i++) {
        stage.proxy.resetAfter(4_321);
        awaitBegun(++begun);
      }
      stage.programme.close();
      publisher.stop();
      other.stop();

      reportReturns(states);
      assertThat(publisher.statistics().reconnects()).isEqualTo(10);
      assertThat(publisher.statistics().queuedPackets()).isZero();
      assertEveryPacketAccounted(publisher, states);
    }
    for (var stream : stage.arrivals.streams()) {
      assertThat(stream.of(Track.VIDEO).getFirst().keyframe()).isTrue();
      assertThat(stream.packets).allMatch(packet -> packet.dtsNs() >= 0);
      assertThat(Arrivals.offsetMs(stream)).isLessThan(40);
    }
    // The endpoint beside it has lost nothing: its stream came first.
    assertThat(numbers(0, Track.VIDEO)).isEqualTo(upTo(stage.programme.pictures(), 0));
  }

  private List<Long> numbers(int stream, Track track) {
    return stage.arrivals.streams().get(stream).of(track).stream()
        .map(NumberedProgramme::number)
        .toList();
  }

  private static List<Long> upTo(long end, long first) {
    return LongStream.range(first, end).boxed().toList();
  }

  /// From the first packet that it sent, all that were offered.
  private void assertEveryPacketAccounted(LivePublisher publisher, List<PublisherState> states) {
    assertThat(states.getFirst()).isInstanceOf(PublisherState.Connecting.class);
    var mine = stage.arrivals.streams().subList(1, stage.arrivals.streams().size());
    var firstPicture = NumberedProgramme.number(mine.getFirst().of(Track.VIDEO).getFirst());
    var firstSound = NumberedProgramme.number(mine.getFirst().of(Track.AUDIO).getFirst());
    var offered = stage.programme.pictures() - firstPicture + stage.programme.sounds() - firstSound;
    var figures = publisher.statistics();
    assertThat(figures.sentPackets() + figures.drops().all()).isEqualTo(offered);
  }

  /// The path was there all the time, or came back with the attempt: it takes a second at most on a
  /// machine that does nothing else.
  private static void reportReturns(List<PublisherState> states) {
    for (var i = 0; i + 1 < states.size(); i++) {
      if (states.get(i) instanceof Reconnecting attempt
          && states.get(i + 1) instanceof Live again) {
        var laterMs = (again.sinceNs() - attempt.retryAtNs()) / 1_000_000;
        log.info("live again {} ms after the attempt began", laterMs);
        assertThat(laterMs).isLessThan(10_000);
      }
    }
  }

  @Test
  void holeOfASecond_costsNeitherTheConnectionNorAPacket() {
    try (var publisher = live()) {
      stage.proxy.hole(true);
      stage.awaitPictures(30);
      stage.proxy.hole(false);
      stage.awaitPictures(30);
      publisher.stop();
      assertThat(publisher.statistics().reconnects()).isZero();
      assertThat(publisher.statistics().drops().all()).isZero();
    }
    var numbers = stage.arrivals.numbers(Track.VIDEO);
    assertThat(numbers).isEqualTo(upTo(numbers.getLast() + 1, numbers.getFirst()));
  }

  @Test
  void serverThatReadsNothing_isLost_andTheStreamReturnsWithThePath() {
    try (var publisher = live()) {
      var states = Stage.statesOf(publisher);
      stage.proxy.hole(true);
      // The small sockets are full before long; then five seconds count.
      await().atMost(Stage.PATIENCE).until(() -> !(publisher.state() instanceof Live));
      var lost = (Reconnecting) states.getFirst();
      assertThat(lost.cause().kind()).isEqualTo(Kind.LOST);
      assertThat(lost.cause().sentence()).contains("taken nothing for 5 s");
      var dropped = publisher.statistics().drops().notConnected();
      stage.awaitPictures(30);
      assertThat(publisher.statistics().drops().notConnected()).isGreaterThan(dropped);
      assertThat(publisher.statistics().queuedBytes()).isZero();
      stage.proxy.hole(false);
      publisher.retryNow();
      awaitBegun(2);
      reportReturns(states);
    }
    assertThat(stage.arrivals.streams().getLast().packets).isNotEmpty();
  }

  @Test
  void serverWhoseMachineIsGone_isLost_althoughNobodySaysSo() {
    try (var publisher = live()) {
      stage.proxy.loseServer();
      awaitBegun(2);
      assertThat(publisher.statistics().reconnects()).isEqualTo(1);
    }
  }

  @Test
  void slowLine_dropsPicturesByDependency_andStaysWithinItsLimit() {
    try (var publisher = live()) {
      // The programme needs six times as much.
      stage.proxy.throttle(100_000);
      await().atMost(Stage.PATIENCE).until(() -> publisher.statistics().drops().toKeyframe() > 20);
      var figures = publisher.statistics();
      assertThat(figures.queuedNs()).isLessThanOrEqualTo(Duration.ofSeconds(4).toNanos());
      assertThat(figures.drops().sound()).isZero();
      assertThat(publisher.state()).isInstanceOf(Live.class);
      stage.proxy.throttle(Long.MAX_VALUE);
      stage.awaitPictures(60);
      publisher.stop();
      assertThat(publisher.statistics().reconnects()).isZero();
    }
    assertDecodable(stage.arrivals.streams().getFirst().of(Track.VIDEO));
  }

  /// A picture is missing only where it was disposable, or up to a keyframe.
  private static void assertDecodable(List<EncodedPacket> pictures) {
    var last = NumberedProgramme.number(pictures.getFirst());
    for (var picture : pictures.subList(1, pictures.size())) {
      var number = NumberedProgramme.number(picture);
      assertThat(number).isGreaterThan(last);
      assertThat(picture.keyframe() || number == last + 1 || number - last <= 3).isTrue();
      last = number;
    }
  }

  @Test
  void lateAndUnevenLine_losesNothing() {
    try (var publisher = live()) {
      stage.proxy.delay(Duration.ofMillis(150), Duration.ofMillis(150));
      stage.awaitPictures(90);
      publisher.stop();
      assertThat(publisher.statistics().reconnects()).isZero();
    }
    var numbers = stage.arrivals.numbers(Track.VIDEO);
    assertThat(numbers).isEqualTo(upTo(numbers.getLast() + 1, numbers.getFirst()));
  }

  @Test
  void wishToRetry_endsAnyWait() throws Exception {
    var hour = Duration.ofHours(1);
    var slow = new ReconnectPolicy(hour, 1, 0, hour, 6, hour);
    try (var publisher = stage.publisher(stage.proxy.port(), Stage.settings(), slow)) {
      stage.programme.start();
      publisher.start();
      awaitBegun(1);
      stage.proxy.resetAfter(1);
      var lost = Stage.awaitLoss(publisher);
      assertThat(lost.retryAtNs() - lost.lostAtNs()).isGreaterThan(hour.toNanos() / 2);
      publisher.retryNow();
      awaitBegun(2);
    }
  }
}
