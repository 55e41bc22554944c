// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.LiveDistance;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A live stream in two sizes with a sound of its own, as FFmpeg packages it: a segment a second.
class DashLiveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RATE = PatternStream.RATE;
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir Path folder;
  @TempDir static Path nothing;
  @RegisterExtension final Viewing view = Viewing.silent(nothing, 30);
  private final Player player = view.player();

  private PatternStream send(String... options) throws Exception {
    view.server().serve(folder);
    PatternStream sender = PatternStream.liveDash(folder, 0, options);
    player.play(view.server().uri("stream.mpd"));
    return sender;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0"})
  void liveStream_isFollowed_atItsDistance_untilItEnds(String timeline) throws Exception {
    try (PatternStream sender = send("-use_timeline", timeline, "-window_size", "8")) {
      await().atMost(PATIENCE).until(() -> view.watcher().numbers().size() >= 4 * RATE);
      for (PlayerState.Playing playing : view.watcher().playing()) {
        LiveDistance distance = playing.behindLive().orElseThrow();
        assertThat(distance.measure()).isEqualTo(LiveDistance.Measure.PROGRAM_DATE_TIME);
        assertThat(distance.behind()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
        assertThat(playing.duration()).isEmpty();
      }
      sender.finish();
      view.awaitEnd();
    }

    assertThat(view.watcher().numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(view.watcher().playing()).extracting(PlayerState.Playing::positionNs).isSorted();
    assertThat(player.statistics().skippedSegments()).isZero();
    assertThat(player.statistics().damagedPackets()).isZero();
    assertThat(view.watcher().notes()).isEmpty();
  }

  @Test
  void seekInTheWindow_showsThatMoment_andLiveIsFoundAgain() throws Exception {
    try (PatternStream _ = send("-window_size", "20")) {
      await().atMost(PATIENCE).until(() -> view.watcher().numbers().size() >= 5 * RATE);
      long live = view.watcher().numbers().getLast();

      player.seek(SECOND_NS);

      view.awaitPicture(number -> number < live - 2 * RATE);
      player.seekToLive();
      await().atMost(PATIENCE).until(() -> view.watcher().numbers().getLast() > live);
    }
    assertThat(view.watcher().notes()).isEmpty();
  }

  @Test
  void anotherSize_isTakenWhenAsked_withoutAJump() throws Exception {
    try (PatternStream _ = send("-window_size", "10")) {
      view.awaitState(PlayerState.Playing.class::isInstance);
      await().atMost(PATIENCE).until(() -> view.watcher().numbers().size() >= RATE);

      int other = 1 - player.choices().loaded().orElseThrow();
      int height = player.choices().variants().get(other).height();
      player.choices().choose(other);

      view.awaitState(
          state -> state instanceof PlayerState.Playing playing && playing.height() == height);
    }
    assertThat(view.watcher().numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(view.watcher().notes()).isEmpty();
  }
}
