// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Lists;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.data.EventfulStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of four seconds with something attached to each of them.
class PlayedEventsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 4;
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir static Path recordings;
  private final List<TimedEvent> reached = new CopyOnWriteArrayList<>();
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 10);
  private final FaultServer server = view.server();
  private final Player player = view.player();

  @BeforeAll
  static void record() throws Exception {
    String ranges =
        EventfulStream.ranges(
            List.of(
                "ID=\"half\",START-DATE=\"2026-11-21T12:00:02.500Z\",DURATION=1.0,X-WHAT=\"tea\""));
    for (String type : List.of("mpegts", "fmp4")) {
      Path folder = Files.createDirectory(recordings.resolve(type));
      EventfulStream.record(folder, type, SECONDS, ranges);
    }
  }

  @BeforeEach
  void listen() {
    player.onEvent(reached::add);
  }

  private static List<String> seconds(List<TimedEvent> events) {
    return events.stream()
        .filter(TimedEvent.Metadata.class::isInstance)
        .map(TimedEvent::words)
        .toList();
  }

  private static void assertPlaces(List<TimedEvent> events) {
    for (TimedEvent event : events) {
      double at =
          switch (event) {
            case TimedEvent.Metadata id3 ->
                Integer.parseInt(id3.words().replaceFirst("TXXX \\(second\\): ", ""));
            case TimedEvent.Range _ -> 2.5;
            case TimedEvent.Splice _, TimedEvent.Message _ -> SECONDS - 1;
            case TimedEvent.Cue cue -> throw new AssertionError("There is no " + cue);
          };
      assertThat(event.when().positionNs().orElseThrow() / 1e9)
          .as(event.words())
          .isCloseTo(at, org.assertj.core.api.Assertions.within(0.03));
      Instant date = Instant.parse(EventfulStream.NOON).plusNanos((long) (at * SECOND_NS));
      assertThat(Duration.between(date, event.when().date().orElseThrow()).abs())
          .isLessThan(Duration.ofMillis(30));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4"})
  void events_areReachedInOrder_whereTheyAre(String type) {
    view.playToTheEnd(type + "/stream.m3u8");

    assertThat(seconds(reached))
        .containsExactly(
            "TXXX (second): 0", "TXXX (second): 1", "TXXX (second): 2", "TXXX (second): 3");
    assertThat(reached.stream().filter(TimedEvent.Range.class::isInstance)).hasSize(1);
    assertThat(reached)
        .filteredOn(TimedEvent.Splice.class::isInstance)
        .singleElement()
        .satisfies(splice -> {
          assertThat(splice.words()).contains("Provider Placement Opportunity Start (0x34)");
          assertThat(splice.when().durationNs()).hasValue(307 * SECOND_NS);
          assertThat(splice.raw()).startsWith("fc3034");
        });
    assertThat(reached)
        .extracting(event -> event.when().positionNs().orElseThrow())
        .as("in order")
        .isSorted();
    assertPlaces(reached);
    assertThat(player.events()).containsExactlyInAnyOrderElementsOf(reached);
  }

  @Test
  void placesThatAreSoughtAgain_areReachedAgain_andThoseLeftOutAreNot() {
    view.playToTheEnd("mpegts/stream.m3u8");
    reached.clear();

    player.seek(5 * SECOND_NS / 2);
    view.awaitEnd();

    assertThat(seconds(reached)).containsExactly("TXXX (second): 3");
    assertThat(player.events()).hasSize(SECONDS + 2);
  }

  @Test
  void closedSubscription_hearsNothing() {
    List<TimedEvent> unheard = new CopyOnWriteArrayList<>();
    player.onEvent(unheard::add).close();

    view.playToTheEnd("fmp4/stream.m3u8");

    assertThat(unheard).isEmpty();
    assertThat(reached).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4"})
  void check_findsTheSame(String type) throws Exception {
    CheckSettings settings = CheckSettings.of(server.uri(type + "/stream.m3u8"));
    try (StreamChecker checker = StreamChecker.start(settings)) {
      assertThat(checker.await(PATIENCE)).isTrue();
      CheckReport report = checker.report();

      assertThat(seconds(report.events())).hasSize(SECONDS);
      assertPlaces(report.events());
      assertThat(report.events())
          .extracting(TimedEvent::kind)
          .contains("SCTE-35", "Date range", "ID3");
      assertThat(report.events()).hasSize(type.equals("fmp4") ? SECONDS + 3 : SECONDS + 2);
    }
  }

  private static final String LATE =
      EventfulStream.ranges(
          List.of("ID=\"late\",START-DATE=\"2026-11-21T12:00:02.250Z\",X-WHAT=\"cake\""));

  private static Path live(String name, String more) throws Exception {
    String recording = Files.readString(recordings.resolve("mpegts/stream.m3u8"));
    Path list = recordings.resolve("mpegts/" + name);
    Lists.write(
        list,
        recording.replace("#EXT-X-PLAYLIST-TYPE:VOD\n", "").replace("#EXT-X-ENDLIST\n", "") + more);
    return list;
  }

  private static List<String> ranges(List<TimedEvent> events) {
    return events.stream()
        .filter(TimedEvent.Range.class::isInstance)
        .map(event -> ((TimedEvent.Range) event).facts().id())
        .toList();
  }

  @Test
  void rangeThatIsToldLate_ofSegmentsThatWerePlayed_isReachedAtOnce() throws Exception {
    live("live.m3u8", "");
    player.play(server.uri("mpegts/live.m3u8"));
    await()
        .atMost(PATIENCE)
        .until(() ->
            player.state() instanceof PlayerState.Buffering
                && player.whereabouts().orElseThrow().positionNs() > 3.5 * SECOND_NS);
    assertThat(ranges(reached)).containsExactly("half");

    live("live.m3u8", LATE);

    await().atMost(PATIENCE).until(() -> ranges(reached).contains("late"));
    assertThat(ranges(reached)).containsExactly("half", "late");
  }

  @Test
  void check_learnsWhatIsToldLater_andByAnotherPlaylist() throws Exception {
    live("one.m3u8", "");
    live("two.m3u8", "");
    String variant = "#EXT-X-STREAM-INF:BANDWIDTH=%d\n%s.m3u8\n";
    Files.writeString(
        recordings.resolve("mpegts/both.m3u8"),
        "#EXTM3U\n" + variant.formatted(800_000, "one") + variant.formatted(900_000, "two"));
    try (StreamChecker checker =
        StreamChecker.start(CheckSettings.of(server.uri("mpegts/both.m3u8")).lasting(PATIENCE))) {
      await().atMost(PATIENCE).until(() -> checker.report().events().size() == SECONDS + 1);

      live("two.m3u8", LATE);

      await().atMost(PATIENCE).until(() -> ranges(checker.report().events()).contains("late"));
      assertThat(ranges(checker.report().events())).containsExactly("late", "half");
      assertThat(seconds(checker.report().events())).hasSize(SECONDS - 1); // joined at the second
    }
  }
}
