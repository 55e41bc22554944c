// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.LiveDistance;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.PlayerStatistics;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Lists;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Live streams that FFmpeg makes while they are played, one segment a second.
class LiveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;
  @RegisterExtension final Viewing view = Viewing.silent(Path.of(""), 30);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeEach
  void serve() {
    server.serve(folder);
  }

  @Test
  void liveStream_isPlayedInOrder_fromBeforeItsFirstPlaylist() throws Exception {
    player.play(server.uri("stream.m3u8"));
    server.awaitRequest("stream.m3u8"); // answered with 404: the sender has not begun

    try (PatternStream _ = PatternStream.live(folder, "mpegts", 0)) {
      await().atMost(PATIENCE).until(() -> watcher.numbers().size() >= 2 * PatternStream.RATE);
    }

    PlayerStatistics counts = player.statistics();
    List<Long> numbers = watcher.numbers();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    long span = numbers.getLast() - numbers.getFirst() + 1;
    // Pictures that a busy machine was too late for are counted; none else is missing.
    assertThat(span - numbers.size()).isLessThanOrEqualTo(counts.droppedFrames());
    assertThat(counts.damagedPackets()).isZero();
    assertThat(counts.skippedSegments()).isZero();
  }

  @Test
  void distanceFromLive_isMeasuredAgainstTheSendersClock() throws Exception {
    try (PatternStream _ = PatternStream.live(folder, "fmp4", 0)) {
      player.play(server.uri("stream.m3u8"));
      await().atMost(PATIENCE).until(() -> watcher.playing().size() >= 5);
    }

    for (PlayerState.Playing playing : watcher.playing()) {
      LiveDistance distance = playing.behindLive().orElseThrow();
      assertThat(distance.measure()).isEqualTo(LiveDistance.Measure.PROGRAM_DATE_TIME);
      assertThat(distance.behind()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
      assertThat(playing.duration()).isEmpty();
    }
    assertThat(watcher.playing()).extracting(PlayerState.Playing::positionNs).isSorted();
  }

  @Test
  void senderThatStandsStill_isToldInASentence_andPlayingGoesOnWithIt() throws Exception {
    try (PatternStream sender = PatternStream.live(folder, "fmp4", 0)) {
      player.play(server.uri("stream.m3u8"));
      view.awaitState(PlayerState.Playing.class::isInstance);
      sender.freeze();

      view.awaitState(state ->
          state instanceof PlayerState.Buffering buffering
              && buffering.problem().contains("has not changed for"));
      long before = watcher.numbers().getLast();
      sender.thaw();

      view.awaitState(PlayerState.Playing.class::isInstance);
      await().atMost(PATIENCE).until(() -> watcher.numbers().getLast() > before);
    }
    assertThat(player.statistics().stalls()).isPositive();
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(watcher.notes()).contains("Playing ran dry and went on");
  }

  @Test
  void streamThatHasJustBegun_waitsForItsSecondSegment_insteadOfStalling() throws Exception {
    PatternStream.record(folder, "mpegts", 0, 3);
    Path list = folder.resolve("live.m3u8");
    String head = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n0.ts\n";
    Lists.write(list, head);
    player.play(server.uri("live.m3u8"));
    await().atMost(PATIENCE).until(() -> !watcher.numbers().isEmpty());
    int asked = server.requests().size();
    await().atMost(PATIENCE).until(() -> server.requests().size() > asked); // a target duration

    assertThat(watcher.playing()).isEmpty();
    Lists.write(list, head + "#EXTINF:1,\n1.ts\n#EXTINF:1,\n2.ts\n#EXT-X-ENDLIST\n");

    view.awaitState(PlayerState.Ended.class::isInstance);
    assertThat(player.statistics().decodedFrames()).isEqualTo(3 * PatternStream.RATE);
  }
}
