// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.badline.UdpFaultProxy;
import io.tally.protocol.badline.UdpFaultProxy.Faults;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.SrtLiveTransmit;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.link.LinkEnd;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtNetwork;
import io.tally.protocol.srt.options.SrtOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Is a stream between us and libsrt whole on lines with faults of every kind, with keys that
/// change meanwhile?
class LineMatrixTest {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String PASSPHRASE = "correct-horse";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LATENCY_MS = 2_500;
  private static final int PAYLOAD_BYTES = 1316;
  private static final int PAYLOADS = 1_500;
  private static final SrtOptions OPTIONS =
      SrtOptions.INTERNET.withLatency(SrtLatency.of(LATENCY_MS));

  private final SrtLoops loops = new SrtLoops(1);
  private final byte[] media = new byte[PAYLOADS * PAYLOAD_BYTES];

  LineMatrixTest() {
    new Random(3).nextBytes(media);
  }

  @AfterEach
  void close() {
    loops.close();
  }

  private interface Sink {
    void take(int at) throws Exception;
  }

  /// At 10 Mb/s at most, over a line that is mended before the end: libsrt repairs what was lost
  /// only when something follows it.
  private void stream(UdpFaultProxy proxy, Faults faults, Sink sink) throws Exception {
    proxy.faults(faults);
    for (var at = 0; at < media.length; at += PAYLOAD_BYTES) {
      if (at == (PAYLOADS - 50) * PAYLOAD_BYTES) {
        proxy.faults(Faults.loss(0, faults.delayMs()));
      }
      sink.take(at);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void send(SrtConnection connection, int at) {
    assertThat(connection.send(ByteBuffer.wrap(media, at, PAYLOAD_BYTES), System.nanoTime()))
        .isTrue();
  }

  private static Faults faults(
      double loss, int burst, int delayMs, int jitterMs, double duplicates) {
    return new Faults(loss, burst, delayMs, jitterMs, duplicates, 0);
  }

  private static KeyPlan changingKeys() {
    return new KeyPlan(Secret.of(PASSPHRASE), 16, Optional.empty(), 400, 100);
  }

  @ParameterizedTest
  @DisplayName("to libsrt: loss, bursts, reordering, duplicates; keys change every 400 packets")
  @CsvSource({"2, 1, 25, 0, 0", "10, 1, 25, 0, 0", "5, 15, 25, 0, 0", "1, 1, 25, 12, 10"})
  void toLibsrt_isWhole(double loss, int burst, int delay, int jitter, double duplicates)
      throws Exception {
    var port = UdpPort.find();
    try (var peer =
            SrtLiveTransmit.receiving(
                "srt://:" + port + "?mode=listener&passphrase=" + PASSPHRASE);
        var proxy = UdpFaultProxy.start(port, 4)) {
      UdpPort.awaitBound(port);
      var connection =
          new SrtCaller(loops)
              .connect(
                  "127.0.0.1", proxy.port(), OPTIONS.withKeys(changingKeys()), SrtReceiver.NONE);
      stream(proxy, faults(loss, burst, delay, jitter, duplicates), at -> send(connection, at));
      assertThat(connection.finish(PATIENCE)).isTrue();
      assertThat(peer.all()).isEqualTo(media);
      assertThat(connection.statistics().keyChanges()).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @DisplayName("from libsrt: loss, bursts, reordering, duplicates; keys change every 400 packets")
  @CsvSource({"2, 1, 25, 0, 0", "10, 1, 25, 0, 0", "5, 15, 25, 0, 0", "1, 1, 25, 12, 10"})
  void fromLibsrt_isWhole(double loss, int burst, int delay, int jitter, double duplicates)
      throws Exception {
    var got = new Collected(PASSPHRASE);
    try (var listener = SrtListener.start(loops, HERE, OPTIONS, 4, got);
        var proxy = UdpFaultProxy.start(listener.port(), 4);
        var peer =
            SrtLiveTransmit.sending(
                "srt://127.0.0.1:%d?passphrase=%s&pbkeylen=32&kmrefreshrate=400&kmpreannounce=100"
                    .formatted(proxy.port(), PASSPHRASE))) {
      peer.awaitConnected();
      stream(
          proxy,
          faults(loss, burst, delay, jitter, duplicates),
          at -> peer.write(Arrays.copyOfRange(media, at, at + PAYLOAD_BYTES)));
      await("all from libsrt")
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(got.bytes().length)
                  .as(() -> got.connection.join().statistics().toString())
                  .isEqualTo(media.length));
      assertThat(got.bytes()).isEqualTo(media);
    }
  }

  @ParameterizedTest
  @DisplayName("stream ids of lengths around the words that libsrt reverses")
  @ValueSource(ints = {1, 3, 4, 5, 512})
  void streamIds_ofLibsrt_areRead(int length) throws Exception {
    var id = "abcdefg/".repeat(64).substring(0, length);
    var got = new Collected();
    try (var listener = SrtListener.start(loops, HERE, OPTIONS, 4, got);
        var _ =
            SrtLiveTransmit.sending(
                "srt://127.0.0.1:%d?streamid=%s".formatted(listener.port(), id))) {
      got.connection.get(30, TimeUnit.SECONDS);
      assertThat(got.requests.getFirst().streamId()).isEqualTo(Secret.of(id));
    }
  }

  @Test
  void blackOut_shorterThanTheLatency_costsNothing() throws Exception {
    var got = new Collected();
    try (var listener = SrtListener.start(loops, HERE, OPTIONS, 4, got);
        var proxy = UdpFaultProxy.start(listener.port(), 1);
        var connection =
            new SrtCaller(loops).connect("127.0.0.1", proxy.port(), OPTIONS, SrtReceiver.NONE)) {
      stream(
          proxy,
          Faults.NONE,
          at -> {
            if (at == 500 * PAYLOAD_BYTES) {
              proxy.onlyPass(_ -> false);
            } else if (at == 1_000 * PAYLOAD_BYTES) {
              proxy.onlyPass(_ -> true);
            }
            send(connection, at);
          });
      assertThat(connection.finish(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> got.bytes().length >= media.length);
      assertThat(got.bytes()).isEqualTo(media);
    }
  }

  @Test
  void changedAddress_endsTheConnection_andANewOneStands() throws Exception {
    var hasty = OPTIONS.withNetwork(new SrtNetwork(5_000, 1_500, true, 0, -1));
    var atListener = new Collected();
    var atCaller = new Collected();
    try (var listener = SrtListener.start(loops, HERE, hasty, 1, atListener);
        var proxy = UdpFaultProxy.start(listener.port(), 1)) {
      new SrtCaller(loops).connect("127.0.0.1", proxy.port(), hasty, atCaller);
      proxy.changeAddress();
      // Another address might be another's: the listener does not follow, and both hear nothing.
      assertThat(atCaller.end.get(60, TimeUnit.SECONDS).kind()).isEqualTo(LinkEnd.SILENT);
      assertThat(atListener.end.get(60, TimeUnit.SECONDS).kind()).isEqualTo(LinkEnd.SILENT);
      new SrtCaller(loops).connect("127.0.0.1", proxy.port(), hasty, SrtReceiver.NONE).close();
      assertThat(atListener.requests).hasSize(2);
    }
  }
}
