// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.testing.EndingIngest;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.Luma;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.TestPattern;
import io.tally.encoder.VideoEncoder;
import io.tally.encoder.VideoSettings;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.encoder.stamp.SentTaker;
import io.tally.encoder.stamp.Stamping;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.SentPictures;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.rtmp.RtmpPublisher;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures that a fault takes out between encoder and player are counted exactly, and what the
/// encoder takes away is seen.
class LostPicturesTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final int FRAMES = 120;
  private static final int MOST_QUEUED = 60;
  private static final long SESSION = 42;

  private final Map<Long, Luma> sent = new ConcurrentHashMap<>();
  private final Stamping stamping =
      new Stamping(SESSION, 0, System::nanoTime, ns -> ns, new Keeper());

  @AfterEach
  void nothingLeaks() {
    assertThat(VideoFrame.openFrames()).isZero();
  }

  /// Keeps every picture.
  private final class Keeper implements SentTaker {
    @Override
    public boolean wants(long ptsNs) {
      return true;
    }

    @Override
    public void take(long number, Luma picture) {
      sent.put(number, picture);
    }
  }

  /// Finds them again.
  private final class Kept implements SentPictures {
    @Override
    public boolean knows(long session) {
      return session == SESSION;
    }

    @Override
    public Optional<Luma> picture(FrameStamp stamp) {
      return Optional.ofNullable(sent.get(stamp.number()));
    }
  }

  /// Takes out every fifth picture that no other refers to.
  private static final class Fault implements PacketTaker {
    private final AtomicReference<Publisher> to = new AtomicReference<>();
    private int disposable;
    private int taken;

    @Override
    public void offer(EncodedPacket packet) {
      boolean late = packet.ptsNs() > RATE.timeNs(FRAMES - 10); // behind the last none is missed
      if (packet.disposable() && !late && ++disposable % 5 == 0) {
        taken++;
        return;
      }
      Objects.requireNonNull(to.get()).offer(packet);
    }
  }

  private GlassFacts play(String encoder, int bitrateBps, Fault fault) throws Exception {
    try (IngestServer ingest = IngestServer.start(EndingIngest.settings(1));
        Player player = new Player(PlayerSettings.DEFAULT.withSound(false))) {
      send(encoder, bitrateBps, fault, Endpoint.parse(ingest.rtmpUrl() + "/lost", Secret.of("")));
      URI playlist = ingest.playlistUrl("lost");
      EndingIngest.awaitEnd(playlist);
      player.glass().compareWith(new Kept());
      player.play(playlist);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> player.state() instanceof PlayerState.Ended);
      return player.glass().facts();
    }
  }

  private void send(String encoder, int bitrateBps, Fault fault, Endpoint endpoint)
      throws Exception {
    // Not the very fastest, which makes no B-frames.
    VideoSettings pictures = new VideoSettings(640, 360, RATE, bitrateBps, 1, "superfast", encoder);
    try (VideoEncoder video = VideoEncoder.open(pictures, Optional.of(stamping), fault);
        Publisher sender =
            RtmpPublisher.to(endpoint, new StreamParameters(video.parameters(), null));
        TestPattern pattern = new TestPattern(640, 360, RATE, 0)) {
      fault.to.set(sender);
      sender.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> sender.state() instanceof PublisherState.Live);
      pattern.start();
      for (int i = 0; i < FRAMES; i++) {
        await()
            .atMost(Duration.ofSeconds(30))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> sender.statistics().queuedPackets() < MOST_QUEUED);
        video.encode(Objects.requireNonNull(pattern.frameAt(RATE.timeNs(i))));
      }
      video.drain();
      sender.stop();
      assertThat(sender.statistics().drops().pictures()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx264", "libx265"})
  void picturesThatAFaultTook_areCounted_noneElse(String encoder) throws Exception {
    Fault fault = new Fault();

    GlassFacts facts = play(encoder, 1_000_000, fault);

    assertThat(fault.taken).isGreaterThan(3);
    assertThat(facts.lost()).isEqualTo(fault.taken);
    assertThat(facts.leftOut()).isZero();
    assertThat(facts.source().orElseThrow().own()).isTrue();
  }

  @Test
  void fewerBits_lookLessLikeWhatWasSent() throws Exception {
    double good = play("libx264", 4_000_000, new Fault()).likeness().orElseThrow().ssim();
    sent.clear();
    double poor = play("libx264", 60_000, new Fault()).likeness().orElseThrow().ssim();

    assertThat(good).isBetween(0.98, 1.0);
    assertThat(poor).isLessThan(good);
  }
}
