// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.VideoFrame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recordings of every origin, each with one thing wrong: how the player ends and what it says, and
/// what the checker finds. Nothing else is said or found.
///
/// Several are played at the same time, and four times as fast as they were recorded.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableTest {
  private static final int AT_ONCE = 4;
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "all",
          List.of("ffmpeg-ts", "ffmpeg-fmp4", "nginx", "ingest", "hand"),
          "files", // a file for each segment
          List.of("ffmpeg-ts", "ffmpeg-fmp4", "nginx", "ingest"),
          "dated", // with EXT-X-PROGRAM-DATE-TIME
          List.of("ingest", "hand"),
          "undated",
          List.of("ffmpeg-ts", "ffmpeg-fmp4", "nginx"));

  /// Seconds of picture that are decoded, segments left out, what is told, rules broken (w: a
  /// warning).
  private static final String TABLE =
      """
      origin           | trouble                  | seconds | left out | told                     | rules
      all              | NOTHING                  | 4       | 0        |                          |
      wrapping         | NOTHING                  | 4       | 0        |                          |
      sound-only       | NOTHING                  | 0       | 0        |                          |
      picture-only     | NOTHING                  | 4       | 0        |                          |
      leaping          | NOTHING                  | 4       | 0        | times jumped             | 65
      files            | NOT_FOUND                | 3       | 1        | answered 404             | 43
      files            | BUSY_TWICE               | 4       | 0        | answered 503, or nothing | 43
      files            | CUT_SHORT_ONCE           | 4       | 0        | broke off, or nothing    | 43
      files            | CUT_SHORT                | 3       | 1        | broke off                | 43
      files            | RESET_ONCE               | 4       | 0        | broke off, or nothing    | 43
      files            | SLOW                     | 4       | 0        | ran dry                  |
      files            | EXPIRED_TOKEN            | 2       | 2        | answered 403             | 43
      files            | MOVED_EDGE               | 4       | 0        |                          | 71w
      files            | CHUNKED                  | 4       | 0        |                          |
      all              | GZIP                     | 4       | 0        |                          |
      all              | WRONG_TYPE               | 4       | 0        |                          | 3
      files            | TIMES_FALL_BACK          | 4       | 0        | times jumped             | 65
      files            | TIMES_FALL_BACK_WITH_TAG | 4       | 0        |                          |
      undated          | SEGMENT_NOT_LISTED       | 3       | 0        |                          | 65
      dated            | SEGMENT_NOT_LISTED       | 3       | 0        |                          | 45 65
      undated          | BAD_TARGET_DURATION      | 4       | 0        |                          | 9
      dated            | BAD_TARGET_DURATION      | 4       | 0        |                          | 9 45
      """;

  /// How fast a machine is must not matter, and four times the speed may be too much for it.
  private static final String OR_NOTHING = ", or nothing"; // it may be over before anybody looks

  private static final String RAN_DRY = "Playing ran dry and went on";

  private final Map<Row, Future<Outcome>> outcomes = new LinkedHashMap<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);

  /// A line of the table for one origin.
  record Row(
      String origin, Trouble trouble, int seconds, int leftOut, String told, List<String> rules) {
    @Override
    public String toString() {
      return origin + ", " + trouble;
    }
  }

  static Stream<Row> rows() {
    return TABLE
        .lines()
        .skip(1)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .flatMap(cells ->
            GROUPS.getOrDefault(cells.getFirst(), List.of(cells.getFirst())).stream()
                .map(origin -> row(origin, cells)));
  }

  private static Row row(String origin, List<String> cells) {
    return new Row(
        origin,
        Trouble.valueOf(cells.get(1)),
        Integer.parseInt(cells.get(2)),
        Integer.parseInt(cells.get(3)),
        cells.get(4),
        cells.get(5).isEmpty() ? List.of() : List.of(cells.get(5).split(" ")));
  }

  @BeforeAll
  void begin(@TempDir Path home) throws Exception {
    Origins.record(home);
    rows()
        .forEach(row ->
            outcomes.put(
                row, workers.submit(() -> Outcome.of(home.resolve(row.origin()), row.trouble()))));
  }

  @AfterAll
  void end() throws Exception {
    workers.shutdownNow();
    assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void streamWithOneThingWrong_isPlayedAndReportedAsTheTableSays(Row row) throws Exception {
    Outcome outcome = Objects.requireNonNull(outcomes.get(row)).get(5, TimeUnit.MINUTES);

    assertThat(outcome.rules()).as("%s", outcome).isEqualTo(row.rules());
    assertThat(outcome.end()).as("%s", outcome).startsWith("Ended");
    assertThat(outcome.leftOut()).as("%s", outcome).isEqualTo(row.leftOut());
    assertThat(outcome.seconds()).as("%s", outcome).isEqualTo(row.seconds());
    String told = row.told().replace(OR_NOTHING, "");
    List<String> notes =
        outcome.notes().stream()
            .filter(note -> RAN_DRY.contains(told) && !told.isEmpty() || !note.equals(RAN_DRY))
            .toList();
    assertThat(notes).as("%s", outcome).allMatch(note -> !told.isEmpty() && note.contains(told));
    assertThat(told.isEmpty() || row.told().endsWith(OR_NOTHING) || !notes.isEmpty()).isTrue();
  }
}
