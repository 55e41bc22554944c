// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import static io.tally.player.testing.Lists.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.load.HttpLoader;
import io.tally.player.net.Exchange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Lists;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistTrackerTest {
  private static final String END = "#EXT-X-ENDLIST\n";
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir Path folder;
  private FaultServer server;
  private HttpLoader http;
  private PlaylistTracker tracker;

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(folder);
    http = new HttpLoader();
    write(list(0, 3, ""));
    tracker = tracker(http);
  }

  private PlaylistTracker tracker(HttpLoader over) {
    return new PlaylistTracker(
        server.uri("live"),
        Lists.parse(server.uri("live"), list(0, 3, "")),
        System.nanoTime(),
        over);
  }

  @AfterEach
  void close() {
    tracker.close();
    tracker.close();
    http.close();
    server.close();
  }

  @Test
  @DisplayName("6.3.4: a target duration after a change, half of one when nothing changed")
  void waits_areThoseOfTheSpecification() {
    MediaPlaylist playlist = Lists.parse(URI.create("http://host/x"), list(0, 3, ""));

    assertThat(PlaylistTracker.waitNs(playlist, true, 0)).isEqualTo(SECOND_NS);
    assertThat(PlaylistTracker.waitNs(playlist, false, 0)).isEqualTo(SECOND_NS / 2);
    assertThat(PlaylistTracker.waitNs(playlist, false, 1)).isEqualTo(SECOND_NS / 2);
    assertThat(PlaylistTracker.waitNs(playlist, false, 50)).isEqualTo(SECOND_NS);
  }

  @Test
  void playlistThatGrows_isFollowedUntilItEnds() throws Exception {
    tracker.start();
    PlaylistSnapshot first = tracker.snapshot();
    write(list(1, 4, ""));

    PlaylistSnapshot grown = tracker.awaitNewer(first, 60 * SECOND_NS);
    write(list(1, 5, END));
    PlaylistSnapshot ended = tracker.awaitNewer(grown, 60 * SECOND_NS);

    assertThat(grown.playlist().endSequence()).isEqualTo(5);
    assertThat(grown.originNs()).isEqualTo(SECOND_NS);
    assertThat(ended.playlist().ended()).isTrue();
    awaitHealth(Health.Ended.class);
  }

  @Test
  @DisplayName("6.2.1: a live playlist changes at least every target duration and a half")
  void playlistThatStandsStill_isStuck_andFreshAgainWhenItGrows() throws Exception {
    tracker.start();

    Health stuck = awaitHealth(Health.Stuck.class);
    write(list(1, 4, ""));

    assertThat(((Health.Stuck) stuck).problem())
        .matches(
            "The playlist has not changed for \\d+ s, where 1 s are usual: has the sender stopped\\?");
    awaitHealth(Health.Fresh.class);
  }

  @Test
  @DisplayName("pain 15: what a request takes is no part of the wait before the next")
  void slowAnswers_areNotWaitedForTwice() {
    // Twice a target duration: the next request is due long before the answer is there.
    server.fault("live", new Fault.Late(Duration.ofSeconds(2)), Integer.MAX_VALUE);
    List<Exchange> told = new CopyOnWriteArrayList<>();
    tracker = tracker(http.telling(told::add));

    tracker.start();

    await().atMost(Duration.ofSeconds(60)).until(() -> told.size() >= 4);
    // Counted from the answers it would be half a target duration each time, or more.
    assertThat(IntStream.range(1, told.size()).mapToObj(i -> betweenMs(told, i)).toList())
        .anyMatch(waited -> waited < 400);
  }

  private static long betweenMs(List<Exchange> told, int index) {
    Exchange before = told.get(index - 1);
    Instant answered = before.started().plusMillis(before.totalMs());
    return Duration.between(answered, told.get(index).started()).toMillis();
  }

  @Test
  void playlistThatIsGone_fails_andIsTriedUntilItIsBack() {
    server.fault("live", new Fault.Status(404), 2);
    tracker.start();

    Health failing = awaitHealth(Health.Failing.class);

    assertThat(((Health.Failing) failing).problem())
        .startsWith("The playlist does not load, trying again: ")
        .endsWith("/live answered 404 (not found)");
    awaitHealth(Health.Fresh.class);
  }

  @Test
  void answerThatIsNoPlaylist_fails_andTheLastOneStays() {
    server.fault("live", new Fault.Instead("<html>".getBytes(UTF_8)), Integer.MAX_VALUE);
    tracker.start();

    Health failing = awaitHealth(Health.Failing.class);

    assertThat(((Health.Failing) failing).problem()).contains("does not begin with #EXTM3U");
    assertThat(tracker.snapshot().playlist().segments()).hasSize(3);
  }

  @Test
  void playlistThatBecomesEncrypted_fails() throws Exception {
    tracker.start();
    String key = "#EXT-X-KEY:METHOD=AES-256,URI=\"k\"\n#EXTINF";
    write(list(1, 3, "").replaceFirst("#EXTINF", key));

    Health failing = awaitHealth(Health.Failing.class);

    assertThat(((Health.Failing) failing).problem()).contains("is encrypted by METHOD=AES-256");
    assertThat(tracker.snapshot().playlist().segments()).hasSize(3);
  }

  @Test
  void closing_letsNobodyWait() throws Exception {
    tracker.start();
    PlaylistSnapshot first = tracker.snapshot();
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                tracker.awaitNewer(first, 60 * SECOND_NS);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });

    tracker.close();

    assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
  }

  private Health awaitHealth(Class<? extends Health> kind) {
    return await().atMost(Duration.ofSeconds(20)).until(tracker::health, kind::isInstance);
  }

  private void write(String text) throws Exception {
    Lists.write(folder.resolve("live"), text);
  }
}
