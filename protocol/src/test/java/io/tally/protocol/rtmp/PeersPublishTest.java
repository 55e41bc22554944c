// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.NodeMediaServer;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.ProbedPackets;
import io.tally.protocol.publish.LivePublisher;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do we understand each other with node-media-server and with GStreamer?
@Tag("peers")
class PeersPublishTest {
  private static final int PICTURES = 90;

  @TempDir private Path folder;

  @Test
  void nodeMediaServer_recordsEveryPicture() throws Exception {
    var sample = FlvProgramme.make(folder, 3);
    try (var node = NodeMediaServer.start(folder)) {
      try (var publisher = publisher(node.url("programme"), sample)) {
        sample.packets().forEach(publisher::offer);
        publisher.stop();
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            var record = node.record("programme");
            return record.isPresent() && ProbedPackets.of(record.get(), "v").sizes().size() == 90;
          });
      var record = node.record("programme").orElseThrow();
      assertThat(ProbedPackets.of(record, "v")).isEqualTo(ProbedPackets.of(sample.file(), "v"));
      assertThat(ProbedPackets.of(record, "a").sizes())
          .isEqualTo(ProbedPackets.of(sample.file(), "a").sizes());
    }
  }

  private static LivePublisher publisher(String url, FlvProgramme sample) {
    var publisher =
        RtmpPublisher.to(
            Endpoint.parse(url, Secret.of("")), sample.parameters(), PatientSettings.make());
    publisher.start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> publisher.state() instanceof PublisherState.Live);
    return publisher;
  }

  @Test
  void gstreamersSink_deliversEveryPicture() throws Exception {
    var stream = new CollectedStream();
    try (var listener = new RtmpListener()) {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var url = "rtmp://127.0.0.1:" + listener.start(loopback, stream) + "/live/programme";
      var pipeline =
          "videotestsrc num-buffers=%d ! video/x-raw,width=320,height=180,framerate=30/1 ! x264enc key-int-max=30 bframes=2 ! video/x-h264,profile=high ! h264parse ! queue ! flvmux name=mux streamable=true ! rtmp2sink location=%s audiotestsrc num-buffers=130 samplesperbuffer=1024 ! audio/x-raw,rate=44100,channels=2 ! voaacenc ! aacparse ! queue ! mux."
              .formatted(PICTURES, url);
      var words = folder.resolve("gst.log");
      var command = new ArrayList<>(List.of("gst-launch-1.0"));
      command.addAll(List.of(pipeline.split(" ", -1)));
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .start();
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(words.toString()).isZero();
        assertThat(stream.ended.await(20, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }
    }
    assertThat(stream.names).containsExactly("live/programme");
    assertThat(stream.of(Track.VIDEO)).hasSize(PICTURES);
    assertThat(stream.of(Track.VIDEO).getFirst().keyframe()).isTrue();
    assertThat(stream.of(Track.AUDIO)).hasSizeGreaterThan(100);
  }
}
