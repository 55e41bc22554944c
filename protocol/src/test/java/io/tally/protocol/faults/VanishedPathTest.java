// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherState.Live;
import io.tally.protocol.PublisherState.Reconnecting;
import io.tally.protocol.badline.OtherMachine;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.rtmp.RtmpPublisher;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Is a path on which packets just vanish known within two seconds, and left alone for one?
@Tag("peers")
class VanishedPathTest {
  private static final Logger log = LoggerFactory.getLogger(VanishedPathTest.class);

  @Test
  void cutCable_isKnownWithinTwoSeconds_afterOneThatWasCutForOne(@TempDir Path folder)
      throws Exception {
    var sample = FlvProgramme.make(folder, 2);
    try (var machine = OtherMachine.start();
        var programme = new NumberedProgramme(sample);
        var publisher =
            RtmpPublisher.to(
                Endpoint.parse(machine.url("key"), Secret.of("")),
                programme.parameters(),
                Stage.settings())) {
      var states = Stage.statesOf(publisher);
      programme.add(publisher);
      programme.start();
      publisher.start();
      Stage.awaitLive(publisher);
      await().atMost(Stage.PATIENCE).until(() -> publisher.statistics().sentPackets() > 50);

      machine.cut(true);
      awaitPictures(programme, 24);
      machine.cut(false);
      awaitPictures(programme, 90);
      assertThat(publisher.statistics().reconnects()).isZero();
      assertThat(publisher.statistics().drops().all()).isZero();
      assertThat(publisher.state()).isInstanceOf(Live.class);

      machine.cut(true);
      var cutNs = System.nanoTime();
      await().atMost(Stage.PATIENCE).until(() -> !(publisher.state() instanceof Live));
      var lost = (Reconnecting) states.get(2);
      var seen = Duration.ofNanos(lost.lostAtNs() - cutNs);
      log.info("seen {} ms after the cut", seen.toMillis());
      // Two seconds after the last answer; the rest is for a busy machine.
      assertThat(seen).isBetween(Duration.ofMillis(1_700), Duration.ofSeconds(6));
      assertThat(lost.cause().kind()).isEqualTo(Kind.LOST);
      assertThat(lost.cause().sentence()).contains("answered nothing for 2 s");

      machine.cut(false);
      publisher.retryNow();
      await()
          .atMost(Stage.PATIENCE)
          .until(
              () -> publisher.state() instanceof Live && publisher.statistics().reconnects() == 1);
      publisher.stop();
      assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60})
  void pathThatIsGoneForLong_isTakenAgainWithItsReturn(int seconds, @TempDir Path folder)
      throws Exception {
    var sample = FlvProgramme.make(folder, 2);
    try (var machine = OtherMachine.start();
        var programme = new NumberedProgramme(sample);
        var publisher =
            RtmpPublisher.to(
                Endpoint.parse(machine.url("key"), Secret.of("")), programme.parameters())) {
      var states = Stage.statesOf(publisher);
      programme.add(publisher);
      programme.start();
      publisher.start();
      Stage.awaitLive(publisher);

      machine.cut(true);
      awaitPictures(programme, seconds * 30);
      machine.cut(false);
      var backNs = System.nanoTime();
      await().atMost(Stage.PATIENCE).until(() -> publisher.state() instanceof Live);
      var again = (Live) publisher.state();
      // What a person was shown: the wait that had begun when the path came back.
      var shownNs =
          states.stream()
              .filter(Reconnecting.class::isInstance)
              .mapToLong(state -> ((Reconnecting) state).retryAtNs())
              .filter(retryAtNs -> retryAtNs <= again.sinceNs())
              .max()
              .orElseThrow();
      var late = Duration.ofNanos(again.sinceNs() - Math.max(backNs, shownNs));
      log.info("live again {} ms after {} s without a path", late.toMillis(), seconds);
      // A second on a machine that does nothing else.
      assertThat(late).isLessThan(Duration.ofSeconds(8));
      assertThat(publisher.statistics().queuedBytes()).isLessThan(4 << 20);
      publisher.stop();
    }
  }

  private static void awaitPictures(NumberedProgramme programme, int more) {
    var until = programme.pictures() + more;
    await().atMost(Stage.PATIENCE.multipliedBy(3)).until(() -> programme.pictures() >= until);
  }
}
