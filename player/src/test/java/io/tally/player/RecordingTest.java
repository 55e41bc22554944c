// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.PatternStream;
import io.tally.player.testing.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  @TempDir Path folder;
  private FaultServer server;
  private Player player;

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(folder);
    player = new Player(new PlayerSettings(false, Duration.ofSeconds(5)));
  }

  @AfterEach
  void nothingLeaks() {
    player.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  void recording_isPlayedFrameByFrameToItsEnd(String segmentType) throws Exception {
    PatternStream.record(folder, segmentType, 0, 4);
    Watcher watcher = new Watcher(player);

    player.play(server.uri("stream.m3u8"));

    await().atMost(Duration.ofSeconds(30)).until(() -> player.state() instanceof PlayerState.Ended);
    PlayerStatistics counts = player.statistics();
    System.err.println(counts + " " + watcher.notes());
    assertThat(counts.decodedFrames()).isEqualTo(100);
    assertThat(counts.shownFrames() + counts.droppedFrames()).isEqualTo(100);
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(watcher.numbers()).isSubsetOf(numbers(0, 100));
    assertThat(watcher.notes()).isEmpty();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
