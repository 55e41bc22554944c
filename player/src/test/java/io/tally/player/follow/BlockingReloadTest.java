// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.load.HttpLoader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.parser.PlaylistParser;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// RFC 8216bis 6.2.5 and 6.3.7: an origin that holds answers back.
class BlockingReloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FIRST = 30;

  private BlockingOrigin origin;
  private HttpLoader http;
  private PlaylistTracker tracker;

  @SuppressWarnings("NullAway.Init")
  BlockingReloadTest() {}

  @BeforeEach
  void open() throws Exception {
    origin = new BlockingOrigin(FIRST);
    http = new HttpLoader();
    byte[] text = origin.text().getBytes(UTF_8);
    MediaPlaylist first = (MediaPlaylist) PlaylistParser.parse(origin.uri(), text);
    tracker = new PlaylistTracker(origin.uri(), first, System.nanoTime(), http);
  }

  @AfterEach
  void close() {
    tracker.close();
    origin.close();
    http.close();
  }

  @Test
  @DisplayName("the next segment is asked for before it is there, and what is known is left out")
  void nextSegment_isAskedFor_andDeltaUpdatesAreMerged() {
    tracker.start();
    for (int number = FIRST; number < FIRST + 3; number++) {
      String wanted = "_HLS_msn=" + number;
      await()
          .atMost(PATIENCE)
          .until(() -> origin.queries().stream().anyMatch(query -> query.contains(wanted)));
      origin.grow();
      long end = number + 1;
      await().atMost(PATIENCE).until(() -> tracker.snapshot().playlist().endSequence() == end);
    }

    assertThat(origin.queries()).allMatch(query -> query.endsWith("_HLS_skip=YES"));
    MediaPlaylist known = tracker.snapshot().playlist();
    assertThat(known.segments())
        .extracting(Segment::mediaSequence)
        .containsExactlyElementsOf(LongStream.range(FIRST + 3 - 20, FIRST + 3).boxed().toList());
    assertThat(known.segments().getFirst().uri()).hasPath("/s" + (FIRST + 3 - 20));
    assertThat(tracker.health()).isInstanceOf(Health.Fresh.class);
  }

  @Test
  @DisplayName("a server that refuses to wait is asked plainly")
  void refusedWait_becomesPlainReloads() {
    origin.refuse();
    tracker.start();
    await().atMost(PATIENCE).until(() -> origin.queries().contains(""));
    origin.grow();

    await().atMost(PATIENCE).until(() -> tracker.snapshot().playlist().endSequence() == FIRST + 1);
  }
}
