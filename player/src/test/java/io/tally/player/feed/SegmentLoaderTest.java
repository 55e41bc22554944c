// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import static io.tally.player.testing.Lists.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.adapt.AbrController;
import io.tally.player.adapt.Bandwidth;
import io.tally.player.adapt.DecisionHistory;
import io.tally.player.adapt.Rung;
import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Lists;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SegmentLoaderTest {
  private static final String END = "#EXT-X-ENDLIST\n";
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir Path folder;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private FaultServer server;
  private SegmentBuffer buffer;

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(folder);
    buffer = new SegmentBuffer(30 * SECOND_NS, 1 << 20);
    for (int number = 0; number < 12; number++) {
      Files.writeString(folder.resolve("s" + number), "media " + number);
    }
    Files.writeString(folder.resolve("init"), "init");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    buffer.close();
    server.close();
  }

  @Test
  void recording_isLoadedInOrderFromItsStart() throws Exception {
    SegmentLoader loader = load(list(0, 3, END));

    assertThat(numbersToTheEnd()).containsExactly(0L, 1L, 2L);
    assertThat(loader.counts().bytes()).isEqualTo(3L * "media 0".length());
    assertThat(loader.counts().bitrateBps()).isEqualTo(8L * "media 0".length());
    assertThat(notes).isEmpty();
  }

  static List<Fault> passingFaults() {
    return List.of(new Fault.Status(404), new Fault.Status(503), new Fault.Truncated());
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void segmentThatFailsOnce_isLoadedTheSecondTime(Fault fault) throws Exception {
    server.fault("s1", fault, 1);

    SegmentLoader loader = load(list(0, 3, END));

    assertThat(numbersToTheEnd()).containsExactly(0L, 1L, 2L);
    assertThat(loader.counts().skipped()).isZero();
    assertThat(loader.problem()).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void segmentThatIsGone_isLeftOut_andTheNextBeginsATimeline() throws Exception {
    server.fault("s1", new Fault.Status(404), Integer.MAX_VALUE);

    SegmentLoader loader = load(list(0, 3, END));

    assertThat(take().newTimeline()).isTrue();
    LoadedSegment after = take();
    assertThat(after.segment().mediaSequence()).isEqualTo(2);
    assertThat(after.newTimeline()).isTrue();
    assertThat(after.positionNs()).isEqualTo(2 * SECOND_NS);
    assertThat(loader.counts().skipped()).isEqualTo(1);
    assertThat(server.requests()).filteredOn("s1"::equals).hasSize(2);
    assertThat(notes)
        .containsExactly(
            "Segment 1 is left out: " + server.uri("s1") + " answered 404 (not found)");
  }

  @Test
  void whatIsToBeReplaced_isLoadedOnceMore_alsoWhenEverythingWasThere() throws Exception {
    SegmentLoader loader = load(list(0, 3, END));
    take();
    LoadedSegment head = Objects.requireNonNull(buffer.peek());
    await().until(buffer::hasEnd);
    assertThat(buffer.read(head, SECOND_NS / 2)).isTrue();

    loader.replace();

    await().until(() -> !head.equals(buffer.peek()));
    assertThat(buffer.read(head, SECOND_NS)).isFalse();
    assertThat(numbersToTheEnd()).containsExactly(1L, 2L);
    assertThat(server.requests()).filteredOn("s1"::equals).hasSize(2);
  }

  @Test
  void segmentMarkedAsMissing_isNotAskedFor() throws Exception {
    load(list(0, 3, END).replace("#EXTINF:1.0,\ns1", "#EXT-X-GAP\n#EXTINF:1.0,\ns1"));

    assertThat(numbersToTheEnd()).containsExactly(0L, 2L);
    assertThat(server.requests()).doesNotContain("s1");
    assertThat(notes).containsExactly("Segment 1 is left out: it is marked as missing");
  }

  @Test
  void initializationSection_isLoadedOnce_andGivenWithEachSegment() throws Exception {
    load(list(0, 3, END).replace("#EXTINF:1.0,\ns0", "#EXT-X-MAP:URI=\"init\"\n#EXTINF:1.0,\ns0"));

    LoadedSegment first = take();
    LoadedSegment second = take();

    assertThat(first.init()).isEqualTo("init".getBytes(UTF_8));
    assertThat(second.init()).isEqualTo(first.init());
    assertThat(second.newTimeline()).isFalse();
    assertThat(server.requests()).filteredOn("init"::equals).hasSize(1);
  }

  @Test
  void discontinuity_beginsATimeline() throws Exception {
    load(list(0, 2, END).replace("#EXTINF:1.0,\ns1", "#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\ns1"));
    take();

    assertThat(take().newTimeline()).isTrue();
  }

  @Test
  void fullBuffer_letsTheLoaderWait() throws Exception {
    buffer = new SegmentBuffer(3 * SECOND_NS, 1 << 20);
    load(list(0, 10, END));

    await().atMost(Duration.ofSeconds(20)).until(() -> buffer.bufferedNs() == 3 * SECOND_NS);

    assertThat(server.requests()).containsExactly("s0", "s1", "s2");
    take();
    await().atMost(Duration.ofSeconds(20)).until(() -> server.requests().size() == 4);
    assertThat(buffer.bufferedNs()).isLessThanOrEqualTo(3 * SECOND_NS);
  }

  @Test
  @DisplayName("pain 18: what is loaded is bounded in bytes, and what was taken is let go")
  void longStream_isHeldInABoundedPlace() throws Exception {
    int segments = 200;
    int bytes = 100_000;
    for (int number = 0; number < segments; number++) {
      Files.write(folder.resolve("s" + number), new byte[bytes]);
    }
    buffer = new SegmentBuffer(segments * SECOND_NS, 4 * bytes);
    SegmentLoader loader = load(list(0, segments, END));
    List<WeakReference<LoadedSegment>> taken = new ArrayList<>();

    for (LoadedSegment next = buffer.peek(); next != null; next = buffer.peek()) {
      long held = loader.counts().bytes() - (long) taken.size() * bytes;
      assertThat(held).isLessThanOrEqualTo(5 * bytes); // one segment more than what fits, at most
      taken.add(new WeakReference<>(next));
      buffer.remove(next);
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
    load(list(0, 10, ""));

    assertThat(take().segment().mediaSequence()).isEqualTo(7);
  }

  @Test
  void liveWindowThatPassedBy_isRejoined_withANote() throws Exception {
    buffer = new SegmentBuffer(SECOND_NS, 1 << 20); // one segment, so the loader falls behind
    PlaylistTracker tracker = track(list(0, 3, ""));
    SegmentLoader loader = load(tracker);
    await().atMost(Duration.ofSeconds(20)).until(() -> buffer.bufferedNs() == SECOND_NS);
    Lists.write(folder.resolve("live"), list(6, 4, ""));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tracker.snapshot().playlist().mediaSequence() == 6);

    assertThat(takeNumber()).isZero();
    assertThat(takeNumber()).isEqualTo(7);
    assertThat(loader.counts().skipped()).isEqualTo(5);
    assertThat(notes)
        .containsExactly(
            "5 segments left the playlist before they were loaded; going on at the live position");
  }

  @Test
  void streamThatRestarts_isJoinedAnew_withANote() throws Exception {
    load(list(5, 4, ""));
    assertThat(take().segment().mediaSequence()).isEqualTo(6);
    Lists.write(folder.resolve("live"), list(0, 2, ""));

    LoadedSegment restarted = firstOf(0);

    assertThat(restarted.newTimeline()).isTrue();
    assertThat(restarted.positionNs()).isEqualTo(4 * SECOND_NS);
    assertThat(notes)
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

  private SegmentLoader load(String text) throws Exception {
    return load(track(text));
  }

  private SegmentLoader load(PlaylistTracker tracker) {
    HttpLoader http = new HttpLoader();
    opened.add(http);
    AbrController abr =
        new AbrController(
            List.of(new Rung(0, 0, 0, 0, 0, true, "")),
            new Bandwidth(),
            new DecisionHistory(),
            System::nanoTime);
    Variants variants = Variants.only(server.uri("live"), tracker, http);
    SegmentLoader loader =
        new SegmentLoader(variants, abr, http, buffer, JoinPoint.DEFAULT, notes::add);
    opened.add(loader);
    loader.start();
    return loader;
  }

  private PlaylistTracker track(String text) throws Exception {
    Lists.write(folder.resolve("live"), text);
    HttpLoader http = new HttpLoader();
    opened.add(http);
    PlaylistTracker tracker =
        new PlaylistTracker(
            server.uri("live"), Lists.parse(server.uri("live"), text), System.nanoTime(), http);
    opened.add(tracker);
    tracker.start();
    return tracker;
  }

  private LoadedSegment take() throws InterruptedException {
    LoadedSegment segment = Objects.requireNonNull(buffer.peek());
    buffer.remove(segment);
    return segment;
  }

  private long takeNumber() throws InterruptedException {
    return take().segment().mediaSequence();
  }

  private LoadedSegment firstOf(long number) throws InterruptedException {
    LoadedSegment segment = take();
    while (segment.segment().mediaSequence() != number) {
      segment = take();
    }
    return segment;
  }

  private List<Long> numbersToTheEnd() throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    for (LoadedSegment next = buffer.peek(); next != null; next = buffer.peek()) {
      numbers.add(next.segment().mediaSequence());
      buffer.remove(next);
    }
    return numbers;
  }
}
