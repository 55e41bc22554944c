// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.IncomingStreams.Answer.Reason;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.programme.Arrivals;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.srt.publish.SrtPublisher;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Does what we publish by SRT arrive at what we listen with, and who is let in?
class SrtStreamsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Secret NONE = Secret.of("");
  private static final String SECRET = "a long enough secret";

  @TempDir static Path folder;
  private static FlvProgramme sample;

  @BeforeAll
  static void make() throws Exception {
    sample = FlvProgramme.make(folder, 2);
  }

  private static SrtStreams listen(IncomingStreams streams, String passphrase) throws Exception {
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return SrtStreams.start(here, streams, Secret.of(passphrase));
  }

  private static Endpoint endpoint(SrtStreams listener, String more) {
    return Endpoint.parse(
        "srt://127.0.0.1:%d?latency=200%s".formatted(listener.port(), more), NONE);
  }

  private static PublishFailure failure(Endpoint endpoint) {
    try (var publisher = SrtPublisher.to(endpoint, sample.parameters())) {
      publisher.start();
      await().atMost(PATIENCE).until(() -> publisher.state() instanceof PublisherState.Failed);
      return ((PublisherState.Failed) publisher.state()).failure();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "&passphrase=" + SECRET, "&payloadsize=376", "&mss=1000&payloadsize=940"})
  void everyPacketArrives_atItsTime(String more) throws Exception {
    var arrivals = new Arrivals();
    try (var listener = listen(arrivals, more.contains("passphrase") ? SECRET : "");
        var programme = new NumberedProgramme(sample);
        var publisher = SrtPublisher.to(endpoint(listener, more), programme.parameters())) {
      programme.add(publisher);
      publisher.start();
      programme.start();
      await().atMost(PATIENCE).until(() -> publisher.statistics().sentPackets() > 120);
      programme.close();
      publisher.stop();
      var stream = arrivals.streams().getFirst();
      assertThat(stream.ended.await(30, TimeUnit.SECONDS)).isTrue();
      for (var track : Track.values()) {
        var numbers = arrivals.numbers(track);
        var all = track == Track.VIDEO ? programme.pictures() : programme.sounds();
        assertThat(numbers)
            .containsExactlyElementsOf(LongStream.range(numbers.getFirst(), all).boxed().toList());
      }
      assertThat(Arrivals.offsetMs(stream)).isLessThan(0.1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "cam live/cam",
        "#!::r=cam,m=publish live/cam",
        "#!::r=studio/cam,m=publish,u=me,s=se%cret studio/cam?password=se%25cret",
        "publish:cam live/cam",
        "other/cam other/cam"
      })
  void streamId_namesTheStream(String id, String name) {
    var published = PublishedName.of(Secret.of(id));
    assertThat(published.publishes()).isTrue();
    assertThat(published.application() + "/" + published.key().use(key -> key)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"WRONG_KEY, REFUSED_KEY", "IN_USE, IN_USE", "OTHER, REFUSED_KEY"})
  void streamThatIsRefused_isToldSoInTheHandshake(Reason reason, Kind kind) throws Exception {
    IncomingStreams no = (_, _) -> new IncomingStreams.Answer.Refused(reason, "Not here.");
    try (var listener = listen(no, "")) {
      var failure = failure(endpoint(listener, "&streamid=sesame"));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.sentence()).doesNotContain("sesame").contains("127.0.0.1");
    }
  }

  @Test
  void whoWantsToPlay_isRefused() throws Exception {
    try (var listener = listen(new Arrivals(), "")) {
      assertThat(failure(endpoint(listener, "&streamid=#!::r=cam,m=request")).sentence())
          .contains("m=publish");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&passphrase=quite another secret"})
  void wrongPassphrase_isRefused_andTheStreamIsGivenBack(String passphrase) throws Exception {
    var stream = new CollectedStream();
    try (var listener = listen(stream, SECRET)) {
      var failure = failure(endpoint(listener, passphrase));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED_KEY);
      assertThat(failure.sentence()).contains("passphrase").doesNotContain("another");
      await().atMost(PATIENCE).until(() -> stream.names.isEmpty() || stream.ended.getCount() == 0);
    }
  }
}
