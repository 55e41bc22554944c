// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.playlist.Rendition;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.LipSync;
import io.tally.player.testing.PatternStream;
import io.tally.player.testing.SeparateSound;
import io.tally.player.testing.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of eight seconds with several sound tracks, one of which beeps half a second late.
class SoundChoiceTest {
  private static final int SECONDS = 8;
  private static final long LATE_MS = 500;
  private static final long STEP_MS = 40;
  private static final OptionalInt LATE = OptionalInt.of(1);

  @TempDir static Path recordings;
  private FaultServer server;
  private Player player;
  private Watcher watcher;
  private LipSync sync;

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      Path folder = Files.createDirectory(recordings.resolve(type));
      SeparateSound.record(folder, type, SECONDS);
      SeparateSound.addTracks(folder, type);
    }
  }

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(recordings);
    sync = new LipSync();
    player = new Player(new PlayerSettings(true, Duration.ofSeconds(10)), sync::open);
    sync.watch(player);
    watcher = new Watcher(player);
  }

  @AfterEach
  void nothingLeaks() {
    player.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4/tracks.m3u8", "mpegts/tracks.m3u8", "mpegts/inside.m3u8"})
  void trackThatIsChosen_isHeardInStep_andNothingElseIsLost(String path) {
    player.play(server.uri(path));
    sync.awaitBeeps(1);

    player.choices().sounds().choose(LATE);

    awaitEnd();
    assertThat(sync.firstMs(1)).isBetween(-2 * STEP_MS, 2 * STEP_MS);
    assertThat(sync.lastMs(3)).isBetween(LATE_MS - STEP_MS, LATE_MS + STEP_MS);
    assertThat(player.choices().sounds().played()).isEqualTo(LATE);
    assertThat(watcher.notes()).isEmpty();
    assertThat(watcher.numbers()).isSorted().contains((SECONDS - 1L) * PatternStream.RATE);
  }

  @Test
  void choice_isBackInStep_whenItIsTakenBack() {
    player.play(server.uri("fmp4/tracks.m3u8"));
    sync.awaitBeeps(1);
    player.choices().sounds().choose(LATE);
    sync.awaitBeep(LATE_MS, STEP_MS);

    player.choices().sounds().choose(OptionalInt.empty());

    awaitEnd();
    assertThat(sync.lastMs(3)).isBetween(-STEP_MS, STEP_MS);
    assertThat(player.choices().sounds().chosen()).isEmpty();
    assertThat(player.choices().sounds().played()).hasValue(0);
  }

  @Test
  void choice_isKept_whenTheVariantWithItsGroupChanges() {
    server.limit(120_000); // bytes a second, so that there is something left to load
    player.play(server.uri("fmp4/tracks.m3u8"));
    sync.awaitBeeps(1);
    player.choices().sounds().choose(LATE);
    server.awaitRequest("fmp4/late/stream.m3u8");

    player.choices().choose(1);

    awaitEnd();
    assertThat(server.requests()).contains("fmp4/video-b/stream.m3u8");
    assertThat(player.choices().sounds().tracks())
        .extracting(Rendition::name)
        .containsExactly("late", "beep");
    assertThat(player.choices().sounds().played()).hasValue(0);
    assertThat(sync.lastMs(3)).isBetween(LATE_MS - STEP_MS, LATE_MS + STEP_MS);
    assertThat(server.requests()).doesNotContain("fmp4/sound-b/stream.m3u8");
  }

  @Test
  void trackThatCannotBeHad_isTold_andTheOneBeforePlaysOn() {
    player.play(server.uri("fmp4/tracks.m3u8"));
    sync.awaitBeeps(1);

    player.choices().sounds().choose(OptionalInt.of(2));

    awaitEnd();
    assertThat(watcher.notes())
        .singleElement()
        .asString()
        .startsWith("The sound track none cannot be had: ")
        .endsWith("missing.m3u8 answered 404 (not found)");
    assertThat(player.choices().sounds().played()).hasValue(0);
    assertThat(sync.lastMs(3)).isBetween(-STEP_MS, STEP_MS);
  }

  @Test
  void streamWithOneSoundOnly_offersNoChoice() {
    player.play(server.uri("fmp4/source/stream.m3u8"));
    sync.awaitBeeps(1);

    assertThat(player.choices().sounds().tracks()).isEmpty();
    player.choices().sounds().choose(OptionalInt.of(0));

    assertThat(player.choices().sounds().chosen()).isEmpty();
  }

  private void awaitEnd() {
    await().atMost(Duration.ofSeconds(90)).until(() -> player.state() instanceof PlayerState.Ended);
  }
}
