// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.BundledFfmpeg;
import io.tally.protocol.peers.NginxRtmp;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.Hex;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Do others' newer codecs arrive here, and are ours kept from servers that do not know them?
class EnhancedInteropTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "libx265 -preset ultrafast -x265-params log-level=error:open-gop=0, HEVC",
    "libsvtav1 -preset 12 -svtav1-params rc=2:pred-struct=1, AV1"
  })
  void ffmpegPublishesWithOpus_everyPacketArrives(String encoder, VideoCodec codec)
      throws Exception {
    var stream = new CollectedStream();
    try (var listener = new RtmpListener()) {
      var port = listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stream);
      var command =
          "-f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=1000:r=48000 -t 2 -pix_fmt yuv420p"
              + (" -c:v " + encoder + " -g 30 -b:v 400k -c:a libopus -ac 2 -b:a 96k")
              + (" -rtmp_enhanced_codecs hvc1,av01,Opus -f flv rtmp://127.0.0.1:"
                  + port
                  + "/live/x");
      BundledFfmpeg.run(command.split(" ", -1));
      assertThat(stream.ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(stream.parameters).hasSize(1);
    var video = requireNonNull(stream.parameters.getFirst().video());
    assertThat(video.codec()).isEqualTo(codec);
    assertThat(video.width()).isEqualTo(320);
    assertThat(video.framesPerSecond()).isEqualTo(30);
    var audio = requireNonNull(stream.parameters.getFirst().audio());
    assertThat(audio.codec()).isEqualTo(AudioCodec.OPUS);
    assertThat(stream.of(Track.VIDEO)).hasSize(60);
    assertThat(stream.of(Track.VIDEO).stream().filter(EncodedPacket::keyframe)).hasSize(2);
    assertThat(stream.of(Track.VIDEO).stream().filter(EncodedPacket::disposable)).isNotEmpty();
    assertThat(stream.of(Track.AUDIO)).hasSizeBetween(100, 102);
    assertThat(stream.of(Track.AUDIO)).allMatch(packet -> packet.durationNs() == 20_000_000);
  }

  @Test
  void nginxThatKnowsNoHevc_isNotAskedToTakeIt() throws Exception {
    var programme =
        new StreamParameters(
            new CodecParameters.Video(VideoCodec.HEVC, 320, 180, 30, 0, Hex.buffer("01")), null);
    try (var nginx = NginxRtmp.start(folder);
        var publisher =
            RtmpPublisher.to(
                Endpoint.parse(nginx.url("programme"), Secret.of("")),
                programme,
                PatientSettings.make())) {
      publisher.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> publisher.state() instanceof PublisherState.Failed);

      var failure = ((PublisherState.Failed) publisher.state()).failure();
      assertThat(failure.kind()).isEqualTo(PublishFailure.Kind.REFUSED_CODEC);
      assertThat(failure.sentence()).isEqualTo("127.0.0.1 takes no HEVC: choose H.264.");
      assertThat(nginx.errors()).doesNotContain("[error]");
    }
  }
}
