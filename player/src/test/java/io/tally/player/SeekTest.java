// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A recording of eight seconds, and a live stream: seek, pause and rate.
class SeekTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int RATE = PatternStream.RATE;

  @TempDir static Path recordings;
  @TempDir Path folder;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 20);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      PatternStream.record(Files.createDirectory(recordings.resolve(type)), type, 0, 8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  void seek_showsThePictureOfThatMomentFirst(String type) {
    player.play(server.uri(type + "/stream.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);
    player.setPaused(true);
    await().atMost(PATIENCE).until(() -> !watcher.numbers().isEmpty());

    player.seek(5 * SECOND_NS + SECOND_NS / 2);

    await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() >= 5 * RATE);
    long shown = watcher.numbers().getLast();
    assertThat(shown).isBetween(5L * RATE + RATE / 2 - 1, 5L * RATE + RATE / 2 + 2);
    assertThat(player.paused()).isTrue();
  }

  @Test
  void seekBack_afterTheEnd_playsAgain() {
    player.play(server.uri("fmp4/stream.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);
    player.seek(7 * SECOND_NS);
    view.awaitEnd();

    player.seek(6 * SECOND_NS);

    view.awaitState(PlayerState.Playing.class::isInstance);
    view.awaitEnd();
    assertThat(((PlayerState.Ended) player.state()).positionNs()).isGreaterThan(7 * SECOND_NS);
  }

  @Test
  void pause_standsStill_andGoesOnWhereItStood() {
    player.play(server.uri("fmp4/stream.m3u8"));
    await().atMost(PATIENCE).until(() -> watcher.numbers().size() > RATE);
    player.setPaused(true);
    await().atMost(PATIENCE).until(player::paused);
    long stoodAt = afterAnotherPlayedASecond();
    assertThat(afterAnotherPlayedASecond()).isEqualTo(stoodAt);
    int shown = watcher.numbers().size();

    player.setPaused(false);

    view.awaitEnd();
    assertThat(watcher.numbers().size()).isGreaterThan(shown);
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(player.statistics().stalls()).isZero();
    assertThat(player.statistics().decodedFrames()).isEqualTo(8L * RATE);
  }

  /// The picture that is shown after another player has shown a second of the same recording.
  private long afterAnotherPlayedASecond() {
    try (Player other =
        new Player(PlayerSettings.DEFAULT.withSound(false).withPatience(Duration.ofSeconds(20)))) {
      Watcher clock = new Watcher(other);
      other.play(server.uri("fmp4/stream.m3u8"));
      await().atMost(PATIENCE).until(() -> clock.numbers().size() > RATE);
    }
    return watcher.numbers().getLast();
  }

  @Test
  void doubleRate_showsEverythingInOrder_andEnds() {
    player.play(server.uri("fmp4/stream.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);

    player.setRate(2);

    view.awaitEnd();
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(player.statistics().shownFrames() + player.statistics().droppedFrames())
        .isEqualTo(8L * RATE);
  }

  @Test
  void rateThatMakesNoSense_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> player.setRate(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> player.setRate(0));
  }

  @Test
  void liveStream_isSoughtBack_andBroughtToTheEdgeAgain() throws Exception {
    server.serve(folder);
    try (PatternStream _ = PatternStream.live(folder, "fmp4", 0)) {
      player.play(server.uri("stream.m3u8"));
      await().atMost(PATIENCE).until(() -> watcher.numbers().size() > 3 * RATE);
      long before = watcher.numbers().getLast();

      player.seek(0); // what is still there of the beginning
      await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() < before);
      long back = watcher.numbers().getLast();

      player.seekToLive();
      await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() > Math.max(before, back));
    }
    assertThat(player.state()).isNotInstanceOf(PlayerState.Failed.class);
  }
}
