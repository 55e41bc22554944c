// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.SrtLiveTransmit;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Do we and libsrt understand each other, in both roles and both directions?
class LiveTransmitTest {
  private static final String PASSPHRASE = "correct-horse";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAYLOAD_BYTES = 1316;
  private static final int PAYLOADS = 300;
  private static final SrtOptions OPTIONS = SrtOptions.INTERNET.withLatency(SrtLatency.of(200));

  private final SrtLoops loops = new SrtLoops(1);
  private final byte[] media = new byte[PAYLOADS * PAYLOAD_BYTES];

  LiveTransmitTest() {
    new Random(3).nextBytes(media);
  }

  @AfterEach
  void close() {
    loops.close();
  }

  private static SrtOptions secret(int keyBytes) {
    return keyBytes == 0 ? OPTIONS : OPTIONS.withKeys(KeyPlan.of(Secret.of(PASSPHRASE), keyBytes));
  }

  private static String query(int keyBytes) {
    return keyBytes == 0 ? "" : "&passphrase=" + PASSPHRASE + "&pbkeylen=" + keyBytes;
  }

  private void send(SrtConnection connection) {
    for (var at = 0; at < media.length; at += PAYLOAD_BYTES) {
      assertThat(connection.send(ByteBuffer.wrap(media, at, PAYLOAD_BYTES), System.nanoTime()))
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "16", "24", "32"})
  void weCall_andLibsrtReceives(int keyBytes) throws Exception {
    var port = UdpPort.find();
    try (var peer =
        SrtLiveTransmit.receiving(
            "srt://:" + port + "?mode=listener&latency=150" + query(keyBytes))) {
      UdpPort.awaitBound(port);
      var options = secret(keyBytes).withStreamId(Secret.of("#!::r=cam,m=publish"));
      try (var connection =
          new SrtCaller(loops).connect("127.0.0.1", port, options, SrtReceiver.NONE)) {
        peer.awaitConnected();
        send(connection);
        assertThat(connection.finish(PATIENCE)).isTrue();
        assertThat(peer.all()).isEqualTo(media);
        assertThat(connection.statistics().keyBytes()).isEqualTo(keyBytes);
        assertThat(connection.statistics().sendLatencyMs()).isEqualTo(200);
        assertThat(connection.statistics().send().acksReceived()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "16", "24", "32"})
  void libsrtCalls_andWeReceive(int keyBytes) throws Exception {
    var got = new Collected(keyBytes == 0 ? "" : PASSPHRASE);
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = SrtListener.start(loops, here, secret(0), 4, got);
        var peer =
            SrtLiveTransmit.sending(
                "srt://127.0.0.1:"
                    + listener.port()
                    + "?streamid=abcde&latency=300"
                    + query(keyBytes))) {
      peer.awaitConnected();
      peer.write(media);
      await().atMost(PATIENCE).until(() -> got.bytes().length >= media.length);
      assertThat(got.bytes()).isEqualTo(media);
      assertThat(got.requests.getFirst().streamId()).isEqualTo(Secret.of("abcde"));
      var statistics = got.connection.join().statistics();
      assertThat(statistics.receiveLatencyMs()).isEqualTo(300);
      assertThat(statistics.keyBytes()).isEqualTo(keyBytes);
    }
  }

  @Test
  void weCall_andLibsrtSends() throws Exception {
    var port = UdpPort.find();
    var got = new Collected();
    try (var peer = SrtLiveTransmit.sending("srt://:" + port + "?mode=listener" + query(16))) {
      UdpPort.awaitBound(port);
      try (var _ =
          new SrtCaller(loops)
              .connect(
                  "127.0.0.1",
                  port,
                  secret(0).withKeys(KeyPlan.of(Secret.of(PASSPHRASE), 0)),
                  got)) {
        peer.awaitConnected();
        peer.write(media);
        await().atMost(PATIENCE).until(() -> got.bytes().length >= media.length);
        assertThat(got.bytes()).isEqualTo(media);
      }
    }
  }

  @Test
  void libsrtCalls_andWeSend() throws Exception {
    var got = new Collected(PASSPHRASE);
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = SrtListener.start(loops, here, secret(16), 4, got);
        var peer =
            SrtLiveTransmit.receiving("srt://127.0.0.1:" + listener.port() + "?x=1" + query(32))) {
      var connection = got.connection.get(30, TimeUnit.SECONDS);
      send(connection);
      peer.awaitConnected(); // which it notes when the first of it has come
      assertThat(connection.finish(PATIENCE)).isTrue();
      assertThat(peer.all()).isEqualTo(media);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 900", "900, 200"})
  void latencies_thatDiffer_asWeCall_theLargerHolds_bothWays(int ours, int theirs)
      throws Exception {
    var port = UdpPort.find();
    try (var _ = SrtLiveTransmit.receiving("srt://:" + port + "?mode=listener&latency=" + theirs)) {
      UdpPort.awaitBound(port);
      var options = OPTIONS.withLatency(SrtLatency.of(ours));
      try (var connection =
          new SrtCaller(loops).connect("127.0.0.1", port, options, SrtReceiver.NONE)) {
        assertThat(connection.statistics().sendLatencyMs()).isEqualTo(900);
        assertThat(connection.statistics().receiveLatencyMs()).isEqualTo(900);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 900", "900, 200"})
  void latencies_thatDiffer_asWeListen_theLargerHolds_bothWays(int ours, int theirs)
      throws Exception {
    var got = new Collected("");
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var options = OPTIONS.withLatency(SrtLatency.of(ours));
    try (var listener = SrtListener.start(loops, here, options, 4, got);
        var _ =
            SrtLiveTransmit.receiving(
                "srt://127.0.0.1:" + listener.port() + "?latency=" + theirs)) {
      var connection = got.connection.get(30, TimeUnit.SECONDS);
      assertThat(connection.statistics().sendLatencyMs()).isEqualTo(900);
      assertThat(connection.statistics().receiveLatencyMs()).isEqualTo(900);
    }
  }
}
