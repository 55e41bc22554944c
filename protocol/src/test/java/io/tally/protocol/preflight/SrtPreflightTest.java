// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.srt.listen.SrtStreams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Does a test of an SRT endpoint tell of every step, and stop where it must?
class SrtPreflightTest {
  private static final String SECRET = "planted long secret";

  private final List<Step> steps = new ArrayList<>();

  private Optional<PublishFailure> run(int port, String query) throws Exception {
    var endpoint =
        Endpoint.parse("srt://127.0.0.1:%d?%s".formatted(port, query), Secret.of("planted"));
    var failure =
        new Preflight(endpoint, PublishSettings.usual(), /* publish= */ false).run(steps::add);
    assertThat(steps)
        .extracting(Step::name)
        .containsExactly("Options", "Name", "SRT handshake", "Encryption", "Latency");
    assertThat(steps)
        .allSatisfy(
            step -> assertThat(step.outcome().sentence()).endsWith(".").doesNotContain("planted"));
    return failure;
  }

  private static SrtStreams listen(String passphrase) throws Exception {
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return SrtStreams.start(here, new CollectedStream(), Secret.of(passphrase));
  }

  @Test
  void listenerThatTakesTheStream_passesEachStep() throws Exception {
    try (var listener = listen(SECRET)) {
      var failure = run(listener.port(), "latency=700&pbkeylen=32&odd=1&passphrase=" + SECRET);
      assertThat(failure).isEmpty();
      assertThat(steps).allMatch(step -> step.outcome() instanceof Step.Passed);
      assertThat(steps.getFirst().outcome().sentence()).contains("\"odd\"");
      assertThat(steps.get(3).outcome().sentence()).contains("AES-256");
      assertThat(steps.getLast().outcome().sentence()).startsWith("700 ms were agreed on");
    }
  }

  @Test
  void wrongPassphrase_endsAtTheHandshake() throws Exception {
    try (var listener = listen(SECRET)) {
      var failure = run(listener.port(), "passphrase=another planted one");
      assertThat(failure).map(PublishFailure::kind).contains(Kind.REFUSED_KEY);
      assertThat(steps.get(2).outcome()).isInstanceOf(Step.Failed.class);
      assertThat(steps.getLast().outcome()).isInstanceOf(Step.Skipped.class);
    }
  }

  @Test
  void listenerThatIsNotThere_isTold() throws Exception {
    var failure = run(UdpPort.find(), "conntimeo=500");
    assertThat(failure).map(PublishFailure::kind).contains(Kind.REFUSED_CONNECTION);
  }

  @Test
  void listenerMode_isNotPossible() throws Exception {
    var failure = run(9000, "mode=listener");
    assertThat(failure).map(PublishFailure::kind).contains(Kind.BAD_ADDRESS);
    assertThat(failure.orElseThrow().sentence()).contains("mode=listener");
  }
}
