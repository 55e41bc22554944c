// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import static io.tally.player.testing.Lists.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.follow.PlaylistTracker;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Lists;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which segments come into the buffer, in which order, and what is said of those that do not?
@Timeout(60)
class SegmentLoaderTest {
  private static final String END = "#EXT-X-ENDLIST\n";
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir Path folder;
  private LoaderRoom room;

  @BeforeEach
  void open() throws Exception {
    room = new LoaderRoom(folder);
  }

  @AfterEach
  void close() throws Exception {
    room.close();
  }

  @Test
  void recording_isLoadedInOrderFromItsStart() throws Exception {
    SegmentLoader loader = room.load(list(0, 3, END));

    assertThat(room.numbersToTheEnd()).containsExactly(0L, 1L, 2L);
    assertThat(loader.counts().bytes()).isEqualTo(3L * "media 0".length());
    assertThat(loader.counts().bitrateBps()).isEqualTo(8L * "media 0".length());
    assertThat(room.notes()).isEmpty();
  }

  static List<Fault> passingFaults() {
    return List.of(new Fault.Status(404), new Fault.Status(503), new Fault.Truncated());
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void segmentThatFailsOnce_isLoadedTheSecondTime(Fault fault) throws Exception {
    room.server().fault("s1", fault, 1);

    SegmentLoader loader = room.load(list(0, 3, END));

    assertThat(room.numbersToTheEnd()).containsExactly(0L, 1L, 2L);
    assertThat(loader.counts().skipped()).isZero();
    assertThat(loader.problem()).isEmpty();
    assertThat(room.notes()).isEmpty();
  }

  @Test
  void segmentThatIsGone_isLeftOut_andTheNextBeginsATimeline() throws Exception {
    room.server().fault("s1", new Fault.Status(404), Integer.MAX_VALUE);

    SegmentLoader loader = room.load(list(0, 3, END));

    assertThat(room.take().newTimeline()).isTrue();
    LoadedSegment after = room.take();
    assertThat(after.segment().mediaSequence()).isEqualTo(2);
    assertThat(after.newTimeline()).isTrue();
    assertThat(after.positionNs()).isEqualTo(2 * SECOND_NS);
    assertThat(loader.counts().skipped()).isEqualTo(1);
    assertThat(room.server().requests()).filteredOn("s1"::equals).hasSize(2);
    assertThat(room.notes())
        .containsExactly(
            "Segment 1 is left out: " + room.server().uri("s1") + " answered 404 (not found)");
  }

  @Test
  void whatIsToBeReplaced_isLoadedOnceMore_alsoWhenEverythingWasThere() throws Exception {
    SegmentLoader loader = room.load(list(0, 3, END));
    room.take();
    LoadedSegment head = Objects.requireNonNull(room.buffer().peek());
    await().until(room.buffer()::hasEnd);
    assertThat(room.buffer().read(head, SECOND_NS / 2)).isTrue();

    loader.replace();

    await().until(() -> !head.equals(room.buffer().peek()));
    assertThat(room.buffer().read(head, SECOND_NS)).isFalse();
    assertThat(room.numbersToTheEnd()).containsExactly(1L, 2L);
    assertThat(room.server().requests()).filteredOn("s1"::equals).hasSize(2);
  }

  @Test
  void segmentMarkedAsMissing_isNotAskedFor() throws Exception {
    room.load(list(0, 3, END).replace("#EXTINF:1.0,\ns1", "#EXT-X-GAP\n#EXTINF:1.0,\ns1"));

    assertThat(room.numbersToTheEnd()).containsExactly(0L, 2L);
    assertThat(room.server().requests()).doesNotContain("s1");
    assertThat(room.notes()).containsExactly("Segment 1 is left out: it is marked as missing");
  }

  @Test
  void initializationSection_isLoadedOnce_andGivenWithEachSegment() throws Exception {
    room.load(
        list(0, 3, END).replace("#EXTINF:1.0,\ns0", "#EXT-X-MAP:URI=\"init\"\n#EXTINF:1.0,\ns0"));

    LoadedSegment first = room.take();
    LoadedSegment second = room.take();

    assertThat(first.init()).isEqualTo("init".getBytes(UTF_8));
    assertThat(second.init()).isEqualTo(first.init());
    assertThat(second.newTimeline()).isFalse();
    assertThat(room.server().requests()).filteredOn("init"::equals).hasSize(1);
  }

  @Test
  void discontinuity_beginsATimeline() throws Exception {
    room.load(
        list(0, 2, END).replace("#EXTINF:1.0,\ns1", "#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\ns1"));
    room.take();

    assertThat(room.take().newTimeline()).isTrue();
  }

  @Test
  void fullBuffer_letsTheLoaderWait() throws Exception {
    room.hold(3 * SECOND_NS, 1 << 20);
    room.load(list(0, 10, END));

    await().atMost(Duration.ofSeconds(20)).until(() -> room.buffer().bufferedNs() == 3 * SECOND_NS);

    assertThat(room.server().requests()).containsExactly("s0", "s1", "s2");
    room.take();
    await().atMost(Duration.ofSeconds(20)).until(() -> room.server().requests().size() == 4);
    assertThat(room.buffer().bufferedNs()).isLessThanOrEqualTo(3 * SECOND_NS);
  }

  @Test
  @DisplayName("pain 18: what is loaded is bounded in bytes, and what was taken is let go")
  void longStream_isHeldInABoundedPlace() throws Exception {
    int segments = 200;
    int bytes = 100_000;
    for (int number = 0; number < segments; number++) {
      Files.write(folder.resolve("s" + number), new byte[bytes]);
    }
    room.hold(segments * SECOND_NS, 4 * bytes);
    SegmentLoader loader = room.load(list(0, segments, END));
    List<WeakReference<LoadedSegment>> taken = new ArrayList<>();

    for (LoadedSegment next = room.buffer().peek(); next != null; next = room.buffer().peek()) {
      long held = loader.counts().bytes() - (long) taken.size() * bytes;
      assertThat(held).isLessThanOrEqualTo(5 * bytes); // one segment more than what fits, at most
      taken.add(new WeakReference<>(next));
      room.buffer().remove(next);
    }

    assertThat(taken).hasSize(segments);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          System.gc();
          return taken.stream().filter(one -> one.get() != null).count() <= 1; // the loader's last
        });
  }

  @Test
  void liveStream_isJoinedThreeTargetDurationsFromItsEnd() throws Exception {
    room.load(list(0, 10, ""));

    assertThat(room.take().segment().mediaSequence()).isEqualTo(7);
  }

  @Test
  void liveWindowThatPassedBy_isRejoined_withANote() throws Exception {
    room.hold(SECOND_NS, 1 << 20); // one segment, so the loader falls behind
    PlaylistTracker tracker = room.track(list(0, 3, ""));
    SegmentLoader loader = room.load(tracker);
    await().atMost(Duration.ofSeconds(20)).until(() -> room.buffer().bufferedNs() == SECOND_NS);
    Lists.write(folder.resolve("live"), list(6, 4, ""));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tracker.snapshot().playlist().mediaSequence() == 6);

    assertThat(room.takeNumber()).isZero();
    assertThat(room.takeNumber()).isEqualTo(7);
    assertThat(loader.counts().skipped()).isEqualTo(5);
    assertThat(room.notes())
        .containsExactly(
            "5 segments left the playlist before they were loaded; going on at the live position");
  }

  @Test
  void streamThatRestarts_isJoinedAnew_withANote() throws Exception {
    room.load(list(5, 4, ""));
    assertThat(room.take().segment().mediaSequence()).isEqualTo(6);
    Lists.write(folder.resolve("live"), list(0, 2, ""));

    LoadedSegment restarted = room.firstOf(0);

    assertThat(restarted.newTimeline()).isTrue();
    assertThat(restarted.positionNs()).isEqualTo(4 * SECOND_NS);
    assertThat(room.notes())
        .containsExactly(
            "The stream restarted: segment 9 was next and the playlist now begins with 0");
  }

  @Test
  void waitsBetweenAttempts_doubleUpToTheTargetDuration() {
    assertThat(SegmentLoader.retryNs(1, 4 * SECOND_NS)).isEqualTo(SECOND_NS / 4);
    assertThat(SegmentLoader.retryNs(2, 4 * SECOND_NS)).isEqualTo(SECOND_NS / 2);
    assertThat(SegmentLoader.retryNs(100, 4 * SECOND_NS)).isEqualTo(4 * SECOND_NS);
    assertThat(SegmentLoader.retryNs(100, 1)).isEqualTo(SECOND_NS);
  }
}
