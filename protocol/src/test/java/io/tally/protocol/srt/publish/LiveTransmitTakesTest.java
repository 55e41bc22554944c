// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.SrtLiveTransmit;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.ts.read.TsReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Does what we publish arrive whole at the program of the SRT library's makers?
class LiveTransmitTakesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "a long enough secret";

  @TempDir static Path folder;
  private static FlvProgramme sample;

  @BeforeAll
  static void make() throws Exception {
    sample = FlvProgramme.make(folder, 2);
  }

  private static Endpoint endpoint(int port, String more) {
    return Endpoint.parse("srt://127.0.0.1:%d?latency=200%s".formatted(port, more), Secret.of(""));
  }

  private static CollectedStream read(byte[] bytes) throws Exception {
    var stream = new CollectedStream();
    var reader = new TsReader(stream);
    reader.read(ByteBuffer.wrap(bytes));
    reader.end();
    assertThat(reader.lostPackets()).isZero();
    return stream;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 24, 32})
  void everyPictureAndSound_arrives(int keyBytes) throws Exception {
    var port = UdpPort.find();
    var keys = keyBytes == 0 ? "" : "&passphrase=%s&pbkeylen=%d".formatted(SECRET, keyBytes);
    try (var peer = SrtLiveTransmit.receiving("srt://:%d?mode=listener%s".formatted(port, keys));
        var programme = new NumberedProgramme(sample);
        var publisher = SrtPublisher.to(endpoint(port, keys), programme.parameters())) {
      UdpPort.awaitBound(port);
      programme.add(publisher);
      publisher.start();
      programme.start();
      await().atMost(PATIENCE).until(() -> publisher.statistics().sentPackets() > 120);
      var line = publisher.statistics().line();
      assertThat(line.roundTripNs()).isPresent();
      var figures = line.srt().orElseThrow();
      assertThat(figures.latencyNs()).isEqualTo(200_000_000);
      assertThat(figures.keyBytes()).isEqualTo(keyBytes);
      programme.close();
      publisher.stop();
      assertThat(publisher.state()).isInstanceOf(PublisherState.Stopped.class);
      var stream = read(peer.all());
      for (var track : Track.values()) {
        var numbers = stream.of(track).stream().map(NumberedProgramme::number).toList();
        var all = track == Track.VIDEO ? programme.pictures() : programme.sounds();
        assertThat(numbers)
            .containsExactlyElementsOf(LongStream.range(numbers.getFirst(), all).boxed().toList());
      }
    }
  }

  @Test
  void wrongPassphrase_failsAtOnce_inItsOwnSentence() throws Exception {
    var port = UdpPort.find();
    try (var _ =
            SrtLiveTransmit.receiving(
                "srt://:%d?mode=listener&passphrase=%s".formatted(port, SECRET));
        var publisher =
            SrtPublisher.to(endpoint(port, "&passphrase=another long one"), sample.parameters())) {
      UdpPort.awaitBound(port);
      publisher.start();
      await().atMost(PATIENCE).until(() -> publisher.state() instanceof PublisherState.Failed);
      var failure = ((PublisherState.Failed) publisher.state()).failure();
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED_KEY);
      assertThat(failure.sentence()).contains("passphrase").doesNotContain("another long one");
    }
  }

  @Test
  void peerThatIsGone_isCalledAgain_andGetsAKeyframeFirst() throws Exception {
    var port = UdpPort.find();
    var address = "srt://:%d?mode=listener".formatted(port);
    try (var first = SrtLiveTransmit.receiving(address);
        var programme = new NumberedProgramme(sample);
        var publisher = SrtPublisher.to(endpoint(port, ""), programme.parameters())) {
      UdpPort.awaitBound(port);
      programme.add(publisher);
      publisher.start();
      programme.start();
      await().atMost(PATIENCE).until(() -> publisher.statistics().sentPackets() > 60);
      first.kill();
      await()
          .atMost(PATIENCE)
          .until(() -> publisher.state() instanceof PublisherState.Reconnecting);
      var lost = ((PublisherState.Reconnecting) publisher.state()).cause();
      assertThat(lost.kind()).isIn(Kind.LOST, Kind.REFUSED_CONNECTION, Kind.TIMEOUT);
      try (var second = SrtLiveTransmit.receiving(address)) {
        await().atMost(PATIENCE).until(() -> publisher.state() instanceof PublisherState.Live);
        var before = publisher.statistics().sentPackets();
        await().atMost(PATIENCE).until(() -> publisher.statistics().sentPackets() > before + 60);
        publisher.stop();
        var stream = read(second.all());
        assertThat(stream.of(Track.VIDEO)).isNotEmpty();
        assertThat(stream.of(Track.VIDEO).getFirst().keyframe()).isTrue();
        assertThat(publisher.statistics().reconnects()).isEqualTo(1);
      }
    }
  }
}
