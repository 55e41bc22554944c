// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.seek.Whereabouts;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Lists;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Pauses in a live stream whose server moves on only when it is told: segments of a second out of
/// twenty-four.
class PauseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int RATE = PatternStream.RATE;

  @TempDir static Path folder;
  @RegisterExtension final Viewing view = Viewing.silent(folder, 20);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(folder, "mpegts", 0, 24);
  }

  /// What the server keeps from now on.
  private static void keep(int first, int segments, String header) throws Exception {
    Lists.write(
        folder.resolve("live.m3u8"),
        Lists.list(first, segments, "")
            .replace("\ns", "\n")
            .replaceAll("(?m)^([0-9]+)$", "$1.ts")
            .replace("#EXT-X-MEDIA-SEQUENCE", header + "#EXT-X-MEDIA-SEQUENCE"));
  }

  private void awaitWindow(long startS, long endS) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            player
                .whereabouts()
                .filter(at -> at.startNs() / SECOND_NS == startS)
                .filter(at -> at.endNs() / SECOND_NS == endS)
                .isPresent());
  }

  private void pauseWhilePlaying() {
    view.awaitState(PlayerState.Playing.class::isInstance);
    player.setPaused(true);
    await().atMost(PATIENCE).until(() -> !watcher.numbers().isEmpty());
  }

  @Test
  void pauseThatTheServerOutlives_goesOnWhereItStood_howeverFarFromLiveThatIs() throws Exception {
    // A stream that says where it wants its viewers, from which it would be caught up with.
    keep(0, 8, "#EXT-X-SERVER-CONTROL:HOLD-BACK=3.0\n");
    player.play(server.uri("live.m3u8"));
    pauseWhilePlaying();
    keep(0, 24, "#EXT-X-SERVER-CONTROL:HOLD-BACK=3.0\n");
    awaitWindow(0, 24);
    long stoodAt = watcher.numbers().getLast();

    player.setPaused(false);

    await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() >= stoodAt + 2 * RATE);
    List<Long> shown = watcher.numbers();
    assertThat(shown.get(shown.indexOf(stoodAt) + 1)).isBetween(stoodAt + 1, stoodAt + RATE);
    assertThat(watcher.notes()).noneMatch(note -> note.contains("live"));
    assertThat(player.whereabouts().orElseThrow().liveNs()).isEqualTo(21 * SECOND_NS);
  }

  @Test
  void pauseLongerThanTheServerKeeps_isTold_andLiveIsJoined() throws Exception {
    keep(0, 4, "");
    player.play(server.uri("live.m3u8"));
    pauseWhilePlaying();
    keep(14, 8, "");
    awaitWindow(14, 22);

    player.setPaused(false);

    await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() >= 19 * RATE);
    assertThat(watcher.notes())
        .contains("The pause lasted longer than the 8 s that the server keeps; joined live again");
  }

  @Test
  void seekWhilePaused_standsThere_andSaysSo() throws Exception {
    player.play(server.uri("stream.m3u8"));
    pauseWhilePlaying();

    player.seek(12 * SECOND_NS);

    view.awaitState(state ->
        state instanceof PlayerState.Playing playing && playing.positionNs() >= 12 * SECOND_NS);
    assertThat(player.paused()).isTrue();
    assertThat(watcher.numbers().getLast()).isBetween(12L * RATE - 1, 12L * RATE + 2);
    player.setPaused(false);
    await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() > 13L * RATE);
  }

  @Test
  void standingPicture_comesAgainWhenItIsAskedFor() {
    player.play(server.uri("stream.m3u8"));
    pauseWhilePlaying();
    AtomicInteger again = new AtomicInteger();
    player.connect(_ -> again.incrementAndGet());

    player.showAgain();

    await().atMost(PATIENCE).until(() -> again.get() > 0);
    assertThat(player.statistics().droppedFrames()).isZero();
  }

  @Test
  void liveThatIsCaughtUpWith_isPlayedAsFastAsItComes() throws Exception {
    keep(0, 10, "");
    player.play(server.uri("live.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);
    player.seek(0);
    player.setRate(2);

    view.awaitNote("Live is caught up with");
    assertThat(player.rate()).isEqualTo(2);
  }

  @Test
  void whereabouts_ofARecording_areItsWholeLength() {
    assertThat(player.whereabouts()).isEmpty();
    player.play(server.uri("stream.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);

    Whereabouts where = player.whereabouts().orElseThrow();

    assertThat(where.live()).isFalse();
    assertThat(where.startNs()).isZero();
    assertThat(where.lengthNs()).isBetween(23_900_000_000L, 24_100_000_000L);
    player.stop();
    assertThat(player.whereabouts()).isEmpty();
  }
}
