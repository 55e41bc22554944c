// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.PlayerState;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.rules.Finding;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Lists;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Live playlists, written by hand while they are played and checked: `a` has pictures 0 to 199 in
/// eight segments, `b` pictures 1000 to 1199.
///
/// What the player does is a state or a note; what the checker finds is by rule, `w` for a warning,
/// and nothing else.
class LiveFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OTHERS = 1000;
  private static final Set<String> OF_THE_MACHINE = Set.of("39", "39w", "40");

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 20);
  private StreamChecker checker;

  @SuppressWarnings("NullAway.Init")
  LiveFaultTest() {}

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(Files.createDirectory(recordings.resolve("a")), "mpegts", 0, 8);
    PatternStream.record(Files.createDirectory(recordings.resolve("b")), "mpegts", OTHERS, 8);
  }

  @AfterEach
  void close() {
    checker.close();
  }

  private void begin() {
    view.player().play(view.server().uri("live.m3u8"));
    checker =
        StreamChecker.start(
            CheckSettings.of(view.server().uri("live.m3u8")).lasting(Duration.ofMinutes(5)));
    view.awaitPicture(_ -> true);
    await().atMost(PATIENCE).until(() -> checker.report().segments() > 0);
  }

  /// What was found by the end of the stream, but for how soon this machine came to change lists.
  private List<String> found() throws Exception {
    assertThat(checker.await(PATIENCE)).isTrue();
    return numbers().stream().filter(id -> !OF_THE_MACHINE.contains(id)).toList();
  }

  private List<String> numbers() {
    return checker.report().findings().stream()
        .sorted(Comparator.comparingInt((Finding one) -> one.rule().id()))
        .map(Outcome::shortened)
        .distinct()
        .toList();
  }

  @Test
  void playlistThatStandsStill_isToldAsStuck_andIsRule40() throws Exception {
    list(40, "a", 0, 6, "");
    begin();

    view.awaitState(state ->
        state instanceof PlayerState.Buffering buffering
            && buffering.problem().contains("has not changed for"));

    await().atMost(PATIENCE).until(() -> numbers().contains("40"));
    assertThat(numbers()).isSubsetOf("39", "40"); // late before it is stale
  }

  @Test
  void encoderThatStartsAnew_isRejoined_andIsRule34() throws Exception {
    list(40, "a", 0, 6, "");
    begin();

    list(0, "b", 0, 6, "#EXT-X-ENDLIST\n");

    view.awaitPicture(number -> number >= OTHERS);
    view.awaitNote("The stream restarted: ");
    view.awaitEnd();
    assertThat(found()).containsExactly("34");
  }

  @Test
  void encoderThatStartsAnew_withItsTagsRight_isPlayedOn_andClean() throws Exception {
    list(40, "a", 0, 4, "");
    begin();

    list(40, "a", 0, 4, "#EXT-X-DISCONTINUITY\n" + segments("b", 0, 3) + "#EXT-X-ENDLIST\n");

    view.awaitPicture(number -> number >= OTHERS);
    view.awaitEnd();
    assertThat(found()).isEmpty();
    assertThat(view.player().statistics().skippedSegments()).isZero();
  }

  @Test
  void encoderThatStartsAnew_withoutADiscontinuity_isPlayedOn_andIsRule65() throws Exception {
    list(40, "a", 0, 4, "");
    begin();

    list(40, "a", 0, 4, segments("b", 0, 3) + "#EXT-X-ENDLIST\n");

    view.awaitPicture(number -> number >= OTHERS);
    view.awaitNote("times jumped without EXT-X-DISCONTINUITY");
    view.awaitEnd();
    assertThat(found()).containsExactly("65");
  }

  @Test
  void playlistThatIsGoneForAWhile_isWaitedFor_andTold() throws Exception {
    list(40, "a", 0, 6, "");
    begin();
    view.server().fault("live.m3u8", new Fault.Status(503), 6);

    view.awaitState(state ->
        state instanceof PlayerState.Buffering buffering
            && buffering.problem().contains("answered 503"));
    list(40, "a", 0, 8, "#EXT-X-ENDLIST\n");

    view.awaitEnd();
    assertThat(found()).containsExactly("0");
  }

  private static void list(long sequence, String name, int from, int to, String rest)
      throws Exception {
    Lists.write(
        recordings.resolve("live.m3u8"),
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:"
            + sequence
            + "\n"
            + segments(name, from, to)
            + rest);
  }

  private static String segments(String name, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int number = from; number < to; number++) {
      text.append("#EXTINF:1.0,\n").append(name).append('/').append(number).append(".ts\n");
    }
    return text.toString();
  }
}
