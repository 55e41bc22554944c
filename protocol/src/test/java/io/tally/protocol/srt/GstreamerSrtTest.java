// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.GstLaunch;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do `srtsink` and `srtsrc` of GStreamer understand us, encrypted and with a stream id?
class GstreamerSrtTest {
  private static final String SECRET = "correct-horse";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAYLOAD_BYTES = 1316;
  private static final SrtOptions OPTIONS = SrtOptions.INTERNET.withLatency(SrtLatency.of(500));

  private final SrtLoops loops = new SrtLoops(1);
  private final byte[] media = new byte[300 * PAYLOAD_BYTES];

  GstreamerSrtTest() {
    new Random(3).nextBytes(media);
  }

  @AfterEach
  void close() {
    loops.close();
  }

  @Test
  void srtsink_callsAndSends() throws Exception {
    var got = new Collected(SECRET);
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = SrtListener.start(loops, here, OPTIONS, 4, got);
        var sink =
            GstLaunch.start(
                "fdsrc",
                "blocksize=" + PAYLOAD_BYTES,
                "!",
                "srtsink",
                "wait-for-connection=true",
                "uri=srt://127.0.0.1:%d?mode=caller".formatted(listener.port()),
                "streamid=cam",
                "passphrase=" + SECRET,
                "pbkeylen=32")) {
      for (var at = 0; at < media.length; at += PAYLOAD_BYTES) {
        sink.write(Arrays.copyOfRange(media, at, at + PAYLOAD_BYTES));
      }
      await().atMost(PATIENCE).until(() -> got.bytes().length >= media.length);
      assertThat(got.bytes()).isEqualTo(media);
      assertThat(got.requests.getFirst().streamId()).isEqualTo(Secret.of("cam"));
      assertThat(got.connection.join().statistics().keyBytes()).isEqualTo(32);
    }
  }

  @Test
  void srtsrc_listensAndReceives(@TempDir Path folder) throws Exception {
    var copy = folder.resolve("copy.bin");
    var port = UdpPort.find();
    try (var _ =
        GstLaunch.start(
            "srtsrc",
            "uri=srt://127.0.0.1:%d?mode=listener".formatted(port),
            "passphrase=" + SECRET,
            "!",
            "filesink",
            "buffer-mode=unbuffered",
            "location=" + copy)) {
      UdpPort.awaitBound(port);
      var options = OPTIONS.withKeys(KeyPlan.of(Secret.of(SECRET), 16));
      try (var connection =
          new SrtCaller(loops).connect("127.0.0.1", port, options, SrtReceiver.NONE)) {
        for (var at = 0; at < media.length; at += PAYLOAD_BYTES) {
          var payload = ByteBuffer.wrap(media, at, PAYLOAD_BYTES);
          assertThat(connection.send(payload, System.nanoTime())).isTrue();
        }
        await().atMost(PATIENCE).until(() -> Files.size(copy) >= media.length);
        assertThat(Files.readAllBytes(copy)).isEqualTo(media);
      }
    }
  }
}
