// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tally.app.Broadcast;
import io.tally.app.BroadcastState;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.testing.EndingIngest;
import io.tally.capture.MediaClock;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.capture.scene.CanvasFormat;
import io.tally.player.LiveDistance;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.GlassFacts.Delay;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole chain, from the canvas over RTMP, the embedded ingest and HLS to the player's
/// pictures: what the stamps say is what an eye with a stop watch would see.
class GlassToGlassTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final BroadcastSettings SETTINGS =
      new BroadcastSettings(
          new CanvasFormat(640, 360, FrameRate.of(30)),
          List.of(Input.of("pattern", new PatternSource())),
          EncodingSettings.STANDARD.withVideoBitrate(1_500_000).withoutSound());

  private IngestServer ingest;
  private Broadcast broadcast = new Broadcast(SETTINGS, MediaClock.system());
  private final Player player = new Player(PlayerSettings.DEFAULT.withSound(false));

  @BeforeEach
  void open() throws Exception {
    ingest = IngestServer.start(EndingIngest.settings(1).withSrt(0, Secret.of("")));
  }

  @AfterEach
  void close() {
    player.close();
    broadcast.close();
    ingest.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private Endpoint endpoint(String protocol) {
    return protocol.equals("srt")
        ? Endpoint.parse(ingest.srtUrl().orElseThrow().toString(), Secret.of("streamid=glass"))
        : new Endpoint(ingest.rtmpUrl(), Secret.of("glass"));
  }

  private void goLive(BroadcastSettings settings, String protocol) {
    broadcast.close(); // what the test had until now
    broadcast = new Broadcast(settings, MediaClock.system());
    broadcast.open();
    broadcast.goLive(endpoint(protocol), Optional.empty());
    await().atMost(PATIENCE).until(() -> broadcast.state() instanceof BroadcastState.Live);
    player.play(ingest.playlistUrl("glass"));
  }

  private GlassFacts awaitFacts(Predicate<GlassFacts> wanted) {
    return await().atMost(PATIENCE).until(() -> player.glass().facts(), wanted);
  }

  @Test
  void delay_isWhatAStopWatchShows_andPicturesAreCompared() {
    Map<Long, Long> drawnAt = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<Long> watched = new ConcurrentLinkedQueue<>();
    player.connect(picture ->
        PatternReader.read(picture)
            .frameNumber()
            .ifPresent(number -> {
              Long drawn = drawnAt.get(number);
              if (drawn != null) {
                watched.add(System.nanoTime() - drawn);
              }
            }));
    goLive(SETTINGS, "rtmp");
    player.glass().compareWith(broadcast.sent());
    broadcast.addViewer(picture -> {
      long now = System.nanoTime();
      PatternReader.read(picture)
          .frameNumber()
          .ifPresent(number -> drawnAt.putIfAbsent(number, now));
    });

    GlassFacts facts = awaitFacts(now -> now.likeness().isPresent() && now.shown() > 150);

    Delay delay = facts.delay().orElseThrow();
    assertThat(facts.source().orElseThrow().own()).isTrue();
    long[] sorted = watched.stream().mapToLong(Long::longValue).sorted().toArray();
    long medianNs = sorted[sorted.length / 2];
    // The canvas is captured up to a tick before it is drawn.
    assertThat(delay.medianNs() / 1e9).isCloseTo(medianNs / 1e9, within(0.25));
    assertThat(delay.p95Ns()).isGreaterThanOrEqualTo(delay.medianNs());
    assertThat(List.of(delay.codingNs(), delay.wayNs(), delay.waitNs())).allMatch(part -> part > 0);
    // What a slow line dropped before the player came is not missed by it.
    assertThat(facts.lost()).isLessThanOrEqualTo(broadcast.statistics().dropped());
    assertThat(facts.likeness().orElseThrow().ssim()).isBetween(0.9, 1.0);
    LiveDistance distance = ((PlayerState.Playing) player.state()).behindLive().orElseThrow();
    assertThat(distance.measure()).isEqualTo(LiveDistance.Measure.CAPTURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtmp", "srt"})
  void foreignTally_isToldApart_andNotCompared(String protocol) {
    goLive(SETTINGS, protocol);

    GlassFacts facts = awaitFacts(now -> now.shown() > 60);

    assertThat(facts.source().orElseThrow().own()).isFalse();
    assertThat(facts.source().orElseThrow().session())
        .isEqualTo(broadcast.sent().session().orElseThrow());
    assertThat(facts.delay()).isPresent();
    assertThat(facts.likeness()).isEmpty();
  }

  @Test
  void stampsSwitchedOff_leaveTheDateOfThePlaylist() {
    goLive(SETTINGS.withStamps(false), "rtmp");
    await()
        .atMost(PATIENCE)
        .until(() ->
            player.state() instanceof PlayerState.Playing now && now.behindLive().isPresent());

    LiveDistance distance = ((PlayerState.Playing) player.state()).behindLive().orElseThrow();
    assertThat(distance.measure()).isEqualTo(LiveDistance.Measure.PROGRAM_DATE_TIME);
    assertThat(player.glass().facts()).isEqualTo(GlassFacts.NONE);
    assertThat(broadcast.sent().session()).isEmpty();
  }
}
