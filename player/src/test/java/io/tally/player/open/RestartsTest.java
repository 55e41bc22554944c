// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.feed.JoinPoint;
import io.tally.player.follow.Addresses;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Lists;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Playlists of picture and sound that a server gives anew, and a clock that is moved by hand.
/// Target duration 1 s.
class RestartsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int FIRST_RUN = 40;
  // The server's clock in each run: a segment of the one is none of the other.
  private static final String BEFORE = "2026-11-21T12:00:00.000Z";
  private static final String ANEW = "2026-11-21T13:00:00.000Z";

  @TempDir Path folder;
  private FaultServer server;
  private HttpLoader http;
  private Variants picture;
  private Variants sound;
  private Restarts restarts;

  @SuppressWarnings("NullAway.Init")
  RestartsTest() {}

  @BeforeEach
  void follow() throws Exception {
    server = new FaultServer(folder);
    http = new HttpLoader();
    write("picture", FIRST_RUN, BEFORE);
    write("sound", FIRST_RUN, BEFORE);
    picture = Variants.only(server.uri("picture"), tracker(), http);
    picture.tracker().start();
    PlaylistSnapshot main = picture.tracker().snapshot();
    sound =
        Variants.beside(
            Addresses.fixed(List.of(server.uri("sound"))),
            main,
            JoinPoint.DEFAULT.wanted(main),
            new ManifestLoader(http),
            Optional.empty());
    restarts = new Restarts(picture, sound);
  }

  @AfterEach
  void close() {
    picture.close();
    sound.close();
    http.close();
    server.close();
  }

  private PlaylistTracker tracker() {
    URI uri = server.uri("picture");
    return new PlaylistTracker(
        uri, Lists.parse(uri, text(FIRST_RUN, BEFORE)), System.nanoTime(), http);
  }

  private static String text(long sequence, String date) {
    return Lists.list(sequence, 6, "")
        .replaceFirst("#EXTINF", "#EXT-X-PROGRAM-DATE-TIME:" + date + "\n#EXTINF");
  }

  private void write(String name, long sequence, String date) throws Exception {
    Lists.write(folder.resolve(name), text(sequence, date));
  }

  /// Gives one of them as the encoder begins anew, and waits until that was seen.
  private void restart(String name, Variants followed) throws Exception {
    int epoch = followed.tracker().snapshot().epoch();
    write(name, 0, ANEW);
    await().atMost(PATIENCE).until(() -> followed.tracker().snapshot().epoch() > epoch);
  }

  @Test
  void nothingThatRestarted_isNeverDue() {
    assertThat(restarts.isDue(0)).isFalse();
    assertThat(restarts.isDue(1_000 * SECOND_NS)).isFalse();
  }

  @Test
  void bothRestarted_isDueAtOnce_andTheyBelongTogether() throws Exception {
    restart("picture", picture);
    restart("sound", sound);

    assertThat(restarts.isDue(0)).isTrue();
    restarts.align();

    assertThat(restarts.together()).isTrue();
    assertThat(restarts.isDue(0)).isFalse();
  }

  @Test
  void pictureThatRestartsAlone_waitsThreeTargetDurations_thenPlaysWithoutSound() throws Exception {
    restart("picture", picture);
    assertThat(restarts.isDue(0)).isFalse();
    assertThat(restarts.isDue(3 * SECOND_NS)).isFalse();
    assertThat(restarts.together()).isTrue();

    assertThat(restarts.isDue(3 * SECOND_NS + 1)).isTrue();
    restarts.align();

    assertThat(restarts.together()).isFalse();
    assertThat(restarts.isDue(4 * SECOND_NS)).isFalse();
  }

  @Test
  void soundThatFollowsThePictureThatPlaysAlone_isHeardAgainAtOnce() throws Exception {
    restart("picture", picture);
    assertThat(restarts.isDue(0)).isFalse();
    assertThat(restarts.isDue(4 * SECOND_NS)).isTrue();
    restarts.align();

    restart("sound", sound);
    assertThat(restarts.isDue(4 * SECOND_NS)).isTrue();
    restarts.align();

    assertThat(restarts.together()).isTrue();
    assertThat(restarts.isDue(100 * SECOND_NS)).isFalse();
  }
}
