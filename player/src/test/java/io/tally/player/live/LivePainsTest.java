// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Lists;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Pains of players with live playlists, which are written by hand here: `a` has pictures 0 to 299
/// in twelve segments, `b` pictures 1000 to 1149 in six.
class LivePainsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RATE = PatternStream.RATE;

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 20);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(Files.createDirectory(recordings.resolve("a")), "mpegts", 0, 12);
    PatternStream.record(Files.createDirectory(recordings.resolve("b")), "mpegts", 1000, 6);
  }

  @Test
  @DisplayName("pain 8: the numbers begin anew when the encoder restarts")
  void encoderThatRestarts_isRejoined_withANote() throws Exception {
    list(40, "a", 0, 4);
    player.play(server.uri("live.m3u8"));
    view.awaitPicture(number -> number < 300);

    list(0, "b", 0, 4);

    view.awaitPicture(number -> number >= 1000);
    assertThat(player.state()).isNotInstanceOf(PlayerState.Failed.class);
    view.awaitNote("The stream restarted: ");
  }

  @Test
  @DisplayName("pain 7: a discontinuity sequence that contradicts itself does not end the stream")
  void discontinuitySequenceThatIsWrong_isPlayedThrough() throws Exception {
    list(40, "a", 0, 4);
    player.play(server.uri("live.m3u8"));
    view.awaitPicture(_ -> true);

    String text = Files.readString(recordings.resolve("live.m3u8"));
    Lists.write(
        recordings.resolve("live.m3u8"),
        text.replace("#EXT-X-MEDIA", "#EXT-X-DISCONTINUITY-SEQUENCE:17\n#EXT-X-MEDIA")
            + "#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\nb/0.ts\n#EXTINF:1.0,\nb/1.ts\n");

    view.awaitPicture(number -> number >= 1000);
    assertThat(player.statistics().skippedSegments()).isZero();
  }

  @Test
  @DisplayName("pain 13: a window that has passed by is joined again")
  void windowThatPassedBy_isNotFatal() throws Exception {
    list(0, "a", 0, 4);
    player.play(server.uri("live.m3u8"));
    view.awaitPicture(_ -> true);

    list(100, "b", 0, 5);

    view.awaitPicture(number -> number >= 1000);
    view.awaitNote("segments left the playlist before they were loaded");
  }

  @Test
  @DisplayName("pain 3: after a long pause it plays what is left, and the edge is one call away")
  void pauseThatOutlastsTheWindow_goesOn_andCanGoToTheEdge() throws Exception {
    list(0, "a", 0, 4);
    player.play(server.uri("live.m3u8"));
    view.awaitPicture(_ -> true);
    player.setPaused(true);
    list(100, "b", 0, 6);
    int asked = server.requests().size();
    await().atMost(PATIENCE).until(() -> server.requests().size() > asked + 3);

    player.setPaused(false);
    player.seekToLive();

    view.awaitPicture(number -> number >= 1000);
  }

  @Test
  @DisplayName("pain 13: a playlist that is gone for a while is waited for")
  void playlistThatIsGone_isToldAndWaitedFor() throws Exception {
    list(0, "a", 0, 4);
    player.play(server.uri("live.m3u8"));
    view.awaitPicture(_ -> true);
    server.fault("live.m3u8", new Fault.Status(503), 4);

    await()
        .atMost(PATIENCE)
        .until(() ->
            player.state() instanceof PlayerState.Buffering buffering
                && buffering.problem().contains("answered 503"));
    list(0, "a", 0, 12);

    view.awaitPicture(number -> number > 8L * RATE);
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
  }

  private static void list(long sequence, String name, int from, int to) throws Exception {
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:")
            .append(sequence)
            .append('\n');
    for (int number = from; number < to; number++) {
      text.append("#EXTINF:1.0,\n").append(name).append('/').append(number).append(".ts\n");
    }
    Lists.write(recordings.resolve("live.m3u8"), text.toString());
  }
}
