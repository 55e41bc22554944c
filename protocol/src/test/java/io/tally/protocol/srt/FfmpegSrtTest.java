// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.badline.UdpFaultProxy;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.srt.crypto.CipherMode;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.link.LinkEnd;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.options.StreamId;
import io.tally.protocol.ts.TsPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does MPEG-TS go from and to FFmpeg's `srt://`, in both of its roles?
class FfmpegSrtTest {
  private static final int PAYLOAD_BYTES = 1316;
  private static final String SECRET = "correct-horse";
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final SrtOptions OPTIONS =
      SrtOptions.INTERNET
          .withLatency(SrtLatency.of(300))
          .withStreamId(Secret.of("#!::r=cam,m=publish"));

  private final SrtLoops loops = new SrtLoops(1);

  @AfterEach
  void close() {
    loops.close();
  }

  private static Path programme(Path folder) throws Exception {
    var file = folder.resolve("programme.ts");
    FfmpegProgram.run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x240:rate=25",
        "-f",
        "lavfi",
        "-i",
        "sine",
        "-t",
        "2",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-c:a",
        "aac",
        "-f",
        "mpegts",
        file.toString());
    return file;
  }

  private static SrtOptions secret(int keyBytes) {
    return keyBytes == 0 ? OPTIONS : OPTIONS.withKeys(KeyPlan.of(Secret.of(SECRET), keyBytes));
  }

  private static String query(int keyBytes) {
    return keyBytes == 0 ? "" : "&passphrase=%s&pbkeylen=%d".formatted(SECRET, keyBytes);
  }

  private static String[] taking(int port, String query, Path copy) {
    return new String[] {
      "-probesize",
      "32768",
      "-analyzeduration",
      "0",
      "-f",
      "mpegts",
      "-i",
      "srt://127.0.0.1:" + port + "?mode=listener" + query,
      "-c",
      "copy",
      "-flush_packets",
      "1",
      "-f",
      "mpegts",
      copy.toString()
    };
  }

  /// Sends all, slowly enough for keys to change, and ends the connection when FFmpeg has written
  /// nearly all: it reads nothing more once the connection is broken, even if it has arrived.
  private static void send(SrtConnection connection, Path programme, Path copy) throws Exception {
    var media = Files.readAllBytes(programme);
    for (var at = 0; at < media.length; at += PAYLOAD_BYTES) {
      var payload = ByteBuffer.wrap(media, at, Math.min(PAYLOAD_BYTES, media.length - at));
      assertThat(connection.send(payload, System.nanoTime())).isTrue();
      LockSupport.parkNanos(4_000_000);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(copy)
                .as(() -> connection.statistics().toString())
                .exists()
                .satisfies(
                    file -> assertThat(Files.size(file)).isGreaterThan(media.length * 8L / 10)));
    assertThat(connection.finish(Duration.ofSeconds(30))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "24"})
  void ffmpegListens_andTakesWhatWeSend(int keyBytes, @TempDir Path folder) throws Exception {
    var programme = programme(folder);
    var copy = folder.resolve("copy.ts");
    var port = UdpPort.find();
    try (var ffmpeg =
        FfmpegProgram.start(taking(port, "&latency=200000" + query(keyBytes), copy))) {
      UdpPort.awaitBound(port);
      send(
          new SrtCaller(loops).connect("127.0.0.1", port, secret(keyBytes), SrtReceiver.NONE),
          programme,
          copy);
      ffmpeg.end();
      assertThat(frames(copy)).isEqualTo(frames(programme));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "32"})
  void ffmpegCalls_andSendsToUs(int keyBytes, @TempDir Path folder) throws Exception {
    var programme = programme(folder);
    var got = new Collected(keyBytes == 0 ? "" : SECRET);
    try (var listener = SrtListener.start(loops, HERE, secret(0), 4, got);
        var ffmpeg =
            FfmpegProgram.start(
                "-re",
                "-i",
                programme.toString(),
                "-c",
                "copy",
                "-f",
                "mpegts",
                "srt://127.0.0.1:%d?pkt_size=1316&linger=10&streamid=#!::r=cam,m=publish%s"
                    .formatted(listener.port(), query(keyBytes)))) {
      ffmpeg.finish();
      var end = got.end.get(30, TimeUnit.SECONDS);
      assertThat(end.kind()).isEqualTo(LinkEnd.SHUTDOWN);
      var received = folder.resolve("received.ts");
      Files.write(received, got.bytes());
      assertThat(frames(received)).isEqualTo(frames(programme));
      var id = got.requests.getFirst().streamId().use(StreamId::parse);
      assertThat(id.resource()).contains("cam");
      assertThat(id.purpose()).contains(StreamId.Purpose.PUBLISH);
    }
  }

  @Test
  void ffmpegListens_behindALossyLine_andTakesEverything(@TempDir Path folder) throws Exception {
    var programme = programme(folder);
    var copy = folder.resolve("copy.ts");
    var port = UdpPort.find();
    try (var proxy = UdpFaultProxy.start(port, 3);
        var ffmpeg = FfmpegProgram.start(taking(port, "", copy))) {
      UdpPort.awaitBound(port);
      proxy.faults(new UdpFaultProxy.Faults(5, 2, 20, 4, 2, 0));
      var options = OPTIONS.withLatency(SrtLatency.of(2_000));
      var connection =
          new SrtCaller(loops).connect("127.0.0.1", proxy.port(), options, SrtReceiver.NONE);
      send(connection, programme, copy);
      ffmpeg.end();
      assertThat(connection.statistics().send().retransmittedPackets()).isPositive();
      assertThat(frames(copy)).isEqualTo(frames(programme));
    }
  }

  /// Debian's libsrt is built without GCM; that in our own FFmpeg takes what the caller wishes.
  private static SrtOptions gcm(int keyBytes) {
    return OPTIONS.withKeys(
        new KeyPlan(Secret.of(SECRET), keyBytes, Optional.of(CipherMode.GCM), 24, 10));
  }

  @ParameterizedTest
  @DisplayName("AES-GCM to libsrt over a line that loses packets; the key changes every 24")
  @CsvSource({"16", "32"})
  void ffmpegListens_andOpensWhatGcmSealed(int keyBytes, @TempDir Path folder) throws Exception {
    var programme = programme(folder);
    var copy = folder.resolve("copy.ts");
    var port = UdpPort.find();
    try (var proxy = UdpFaultProxy.start(port, 3);
        var ffmpeg =
            FfmpegProgram.bundled(taking(port, "&latency=1000000" + query(keyBytes), copy))) {
      UdpPort.awaitBound(port);
      proxy.faults(UdpFaultProxy.Faults.loss(5, 10));
      var connection =
          new SrtCaller(loops).connect("127.0.0.1", proxy.port(), gcm(keyBytes), SrtReceiver.NONE);
      send(connection, programme, copy);
      ffmpeg.end();
      assertThat(connection.statistics().keyChanges()).isGreaterThan(1);
      assertThat(connection.statistics().send().retransmittedPackets()).isPositive();
      assertThat(frames(copy)).isEqualTo(frames(programme));
    }
  }

  @Test
  @DisplayName("AES-GCM from libsrt: the way back has the caller's mode")
  void ffmpegListensAndSends_andWeOpenWhatGcmSealed(@TempDir Path folder) throws Exception {
    var programme = programme(folder);
    var port = UdpPort.find();
    var got = new Collected();
    try (var ffmpeg =
        FfmpegProgram.bundled(
            "-re",
            "-i",
            programme.toString(),
            "-c",
            "copy",
            "-f",
            "mpegts",
            "srt://127.0.0.1:" + port + "?mode=listener&pkt_size=1316" + query(16))) {
      UdpPort.awaitBound(port);
      var connection = new SrtCaller(loops).connect("127.0.0.1", port, gcm(16), got);
      ffmpeg.finish();
      got.end.get(30, TimeUnit.SECONDS);
      // FFmpeg as a listener does not wait until its last packets have left.
      var came = got.bytes();
      assertThat(came.length).isGreaterThan((int) Files.size(programme) / 2);
      for (var at = 0; at < came.length; at += TsPacket.BYTES) {
        assertThat(came[at]).as("byte %d", at).isEqualTo((byte) TsPacket.SYNC);
      }
      assertThat(connection.statistics().receive().undecryptedPackets()).isZero();
    }
  }

  private static List<String> frames(Path file) throws Exception {
    return FfmpegProgram.probe(
        "-select_streams",
        "v",
        "-count_packets",
        "-show_entries",
        "stream=nb_read_packets",
        "-of",
        "csv=p=0",
        file.toString());
  }
}
