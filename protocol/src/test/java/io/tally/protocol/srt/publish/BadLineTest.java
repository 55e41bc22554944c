// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.UdpFaultProxy;
import io.tally.protocol.badline.UdpFaultProxy.Faults;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.programme.Arrivals;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.srt.listen.SrtStreams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a stream by SRT when the line is bad, or gone?
class BadLineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static FlvProgramme sample;

  @BeforeAll
  static void make() throws Exception {
    sample = FlvProgramme.make(folder, 2);
  }

  private static SrtStreams listen(Arrivals arrivals) throws Exception {
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return SrtStreams.start(here, arrivals, Secret.of(""));
  }

  private static LivePublisher publisher(UdpFaultProxy proxy, NumberedProgramme programme)
      throws Exception {
    var publisher =
        SrtPublisher.to(
            Endpoint.parse("srt://127.0.0.1:" + proxy.port(), Secret.of("cam")),
            programme.parameters());
    publisher.onState(state -> {
      if (state instanceof PublisherState.Live) {
        programme.requestKeyframe();
      }
    });
    programme.add(publisher);
    return publisher;
  }

  @Test
  void lineThatLosesAndReorders_costsNothing() throws Exception {
    var arrivals = new Arrivals();
    try (var listener = listen(arrivals);
        var proxy = UdpFaultProxy.start(listener.port(), 5);
        var programme = new NumberedProgramme(sample);
        var publisher = publisher(proxy, programme)) {
      proxy.faults(new Faults(5, 2, 20, 4, 2, 0));
      publisher.start();
      programme.start();
      await().atMost(PATIENCE).until(() -> arrivals.numbers(Track.VIDEO).size() > 120);
      var numbers = arrivals.numbers(Track.VIDEO);
      for (var i = 1; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1);
      }
      assertThat(publisher.statistics().line().retransmitted()).isPositive();
      assertThat(publisher.statistics().line().srt().orElseThrow().lostPackets()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lineThatIsGone_isMadeAgain_andBeginsWithAKeyframe(boolean anotherAddress) throws Exception {
    var arrivals = new Arrivals();
    try (var listener = listen(arrivals);
        var proxy = UdpFaultProxy.start(listener.port(), 6);
        var programme = new NumberedProgramme(sample);
        var publisher = publisher(proxy, programme)) {
      publisher.start();
      programme.start();
      await().atMost(PATIENCE).until(() -> arrivals.numbers(Track.VIDEO).size() > 30);
      if (anotherAddress) {
        proxy.changeAddress();
      } else {
        proxy.onlyPass(_ -> false);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> publisher.state() instanceof PublisherState.Reconnecting);
      proxy.onlyPass(_ -> true);
      await().atMost(PATIENCE).until(() -> arrivals.begun() == 2);
      var second = arrivals.streams().getLast();
      await().atMost(PATIENCE).until(() -> second.of(Track.VIDEO).size() > 30);
      assertThat(second.of(Track.VIDEO).getFirst().keyframe()).isTrue();
      assertThat(publisher.statistics().reconnects()).isEqualTo(1);
      assertThat(publisher.statistics().drops().notConnected()).isPositive();
    }
  }
}
