// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tally.app.testing.EndingIngest;
import io.tally.app.testing.FarEnd;
import io.tally.app.testing.WebPage;
import io.tally.capture.media.AudioFrame;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.capture.picture.TestPattern;
import io.tally.capture.sound.TestTone;
import io.tally.encoder.AudioEncoder;
import io.tally.encoder.AudioSettings;
import io.tally.encoder.VideoEncoder;
import io.tally.encoder.VideoSettings;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.protocol.Drops;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.rtmp.RtmpPublisher;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does the test pattern arrive whole at the embedded ingest's viewers in every codec that is coded
/// here, by our own player and by FFmpeg?
class CodecsArriveTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final int FRAMES = 75;
  private static final int BLOCK = AudioFrame.SAMPLE_RATE / 30;
  private static final int MOST_QUEUED = 90; // sound waits for pictures that x265 looks ahead at

  @AfterEach
  void nothingLeaks() {
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "libx264, OPUS, avc1., Opus",
    "libx265, AAC, hvc1.1.6.L, mp4a.40.2",
    "libsvtav1, OPUS, av01.0., Opus"
  })
  void everyPicture_arrivesAtOurPlayerAndAtFfmpeg(
      String encoder, AudioCodec sound, String videoName, String audioName) throws Exception {
    try (IngestServer ingest = IngestServer.start(EndingIngest.settings(1))) {
      send(encoder, sound, Endpoint.parse(ingest.rtmpUrl() + "/codecs", Secret.of("")));
      URI playlist = ingest.playlistUrl("codecs");
      EndingIngest.awaitEnd(playlist);

      assertThat(WebPage.text(playlist)).contains("CODECS=\"" + videoName, "," + audioName + "\"");
      FarEnd ffmpeg = new FarEnd(playlist, 320, 180);
      assertThat(ffmpeg.pictures())
          .extracting(reading -> reading.frameNumber().orElse(-1))
          .containsExactlyElementsOf(numbers());
      assertThat(ffmpeg.beepTimes().size()).isBetween(2, 3);
      play(playlist);
    }
  }

  private static void send(String encoder, AudioCodec sound, Endpoint endpoint) throws Exception {
    AtomicReference<Publisher> publisher = new AtomicReference<>();
    PacketTaker out = packet -> Objects.requireNonNull(publisher.get()).offer(packet);
    VideoSettings pictures = new VideoSettings(320, 180, RATE, 2_000_000, 1, "ultrafast", encoder);
    try (VideoEncoder video = VideoEncoder.open(pictures, out);
        AudioEncoder audio = AudioEncoder.open(new AudioSettings(sound, 96_000), out);
        Publisher sender =
            RtmpPublisher.to(
                endpoint, new StreamParameters(video.parameters(), audio.parameters()))) {
      publisher.set(sender);
      sender.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> sender.state() instanceof PublisherState.Live);
      encode(video, audio, sender);
      sender.stop();
      assertThat(sender.state()).isInstanceOf(PublisherState.Stopped.class);
      Drops drops = sender.statistics().drops();
      assertThat(drops.pictures() + drops.notConnected()).isZero();
      // The sound's priming stands before the first picture, where the stream begins.
      assertThat(drops.sound()).isLessThanOrEqualTo(1);
    }
  }

  private static void encode(VideoEncoder video, AudioEncoder audio, Publisher sender)
      throws IOException {
    try (TestPattern pattern = new TestPattern(320, 180, RATE, 0);
        TestTone tone = new TestTone(0)) {
      pattern.start();
      tone.start();
      for (int i = 0; i < FRAMES; i++) {
        await()
            .atMost(Duration.ofSeconds(30))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> sender.statistics().queuedPackets() < MOST_QUEUED);
        video.encode(Objects.requireNonNull(pattern.frameAt(RATE.timeNs(i))));
        float[] samples = new float[BLOCK * AudioFrame.CHANNELS];
        tone.read(RATE.timeNs(i), samples);
        audio.encode(new AudioFrame(RATE.timeNs(i), samples));
      }
      video.drain();
      audio.drain();
    }
  }

  private static void play(URI playlist) {
    SortedSet<Long> seen = new ConcurrentSkipListSet<>();
    try (Player player = new Player(PlayerSettings.DEFAULT.withSound(false))) {
      player.connect(picture -> PatternReader.read(picture).frameNumber().ifPresent(seen::add));
      player.play(playlist);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> player.state() instanceof PlayerState.Ended);

      assertThat(player.statistics().decodedFrames()).isEqualTo(FRAMES);
      assertThat(player.statistics().damagedPackets()).isZero();
      // A busy machine may let pictures come too late; each of those is counted.
      assertThat(seen)
          .isSubsetOf(numbers())
          .hasSize((int) (FRAMES - player.statistics().droppedFrames()));
      assertThat(((PlayerState.Ended) player.state()).positionNs() / 1e9)
          .isCloseTo(FRAMES / 30.0, within(0.2));
    }
  }

  private static List<Long> numbers() {
    return LongStream.range(0, FRAMES).boxed().toList();
  }
}
