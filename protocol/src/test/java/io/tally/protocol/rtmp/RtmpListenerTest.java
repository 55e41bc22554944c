// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Does what FFmpeg publishes arrive as packets?
class RtmpListenerTest {
  @Test
  void ffmpegPublishes_everyPacketArrivesInOrder() throws Exception {
    var stream = new CollectedStream();
    try (var listener = new RtmpListener()) {
      var port = listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stream);
      var url = "rtmp://127.0.0.1:" + port + "/live/x";
      FfmpegProgram.run(FlvProgramme.arguments(2, "-f", "flv", url));
      assertThat(stream.ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(stream.names).containsExactly("live/x");
    assertThat(stream.parameters).hasSize(1);
    var video = requireNonNull(stream.parameters.getFirst().video());
    var audio = requireNonNull(stream.parameters.getFirst().audio());
    assertThat(video.width()).isEqualTo(320);
    assertThat(video.height()).isEqualTo(180);
    assertThat(video.framesPerSecond()).isEqualTo(30);
    assertThat(audio.sampleRate()).isEqualTo(48000);
    assertThat(audio.channels()).isEqualTo(2);

    var pictures = stream.of(Track.VIDEO);
    assertThat(pictures).hasSize(60);
    assertThat(pictures.stream().filter(EncodedPacket::keyframe)).hasSize(2);
    assertThat(pictures.stream().filter(EncodedPacket::disposable)).isNotEmpty();
    assertTimesFit(pictures, 33_333_333, 1_000_000);
    assertThat(pictures.stream().map(EncodedPacket::ptsNs).sorted().toList())
        .doesNotHaveDuplicates();
    var sound = stream.of(Track.AUDIO);
    assertThat(sound).hasSizeBetween(94, 95);
    assertTimesFit(sound, 21_333_333, 1);
  }

  private static void assertTimesFit(List<EncodedPacket> packets, long stepNs, long offNs) {
    for (var i = 1; i < packets.size(); i++) {
      var before = packets.get(i - 1);
      var step = packets.get(i).dtsNs() - before.dtsNs();
      assertThat(step).isCloseTo(stepNs, within(offNs)).isEqualTo(before.durationNs());
      assertThat(packets.get(i).ptsNs()).isGreaterThanOrEqualTo(packets.get(i).dtsNs());
    }
  }
}
