// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.testing.LowLatencyOrigin;
import io.tally.player.testing.LowLatencyOrigin.Talent;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parts of 200 ms with PART-HOLD-BACK 0.6 s, target duration 1 s.
class LowLatencyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BEGUN = 22; // parts that are there when the player comes

  @TempDir static Path folder;
  private final Player player =
      new Player(PlayerSettings.DEFAULT.withSound(false).withPatience(Duration.ofSeconds(20)));
  private final Watcher watcher = new Watcher(player);
  private LowLatencyOrigin origin;

  @SuppressWarnings("NullAway.Init")
  LowLatencyTest() {}

  @BeforeAll
  static void record() throws Exception {
    LowLatencyOrigin.record(folder, 30);
  }

  @AfterEach
  void nothingLeaks() {
    player.close();
    origin.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  @DisplayName("pain 4: parts are asked for before they are announced")
  void hintedParts_areFetchedEarly_andShownInOrder() throws Exception {
    play(Talent.ALL);

    awaitPictures(4 * PatternStream.RATE);

    assertThatNothingIsMissing(watcher.numbers());
    assertThat(origin.early()).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    assertThat(origin.requests())
        .filteredOn(path -> path.startsWith("/part"))
        .doesNotHaveDuplicates();
    // It may join at a whole segment, and plays parts from there.
    assertThat(origin.requests())
        .filteredOn(path -> path.startsWith("/seg"))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(origin.requests()).anyMatch(path -> path.contains("_HLS_part="));
    assertThat(player.statistics().damagedPackets()).isZero();
  }

  @Test
  @DisplayName(
      "8216bis 4.4.5.3: a hint without BYTERANGE-LENGTH reaches to the end of the resource")
  void hintWithoutAnEnd_isOneRequestForAllPartsThatFollow() throws Exception {
    play(Talent.RANGES);

    awaitPictures(4 * PatternStream.RATE);

    assertThatNothingIsMissing(watcher.numbers());
    assertThat(player.statistics().damagedPackets()).isZero();
    assertThat(origin.early()).hasSizeGreaterThan(5);
    // From the hold-back on: no part was asked for again when it was announced.
    List<String> whole =
        origin.ranges().stream().filter(asked -> asked.endsWith(" bytes=0-")).toList();
    assertThat(whole).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    String second = whole.get(1).split(" ")[0] + " ";
    assertThat(origin.ranges()).filteredOn(asked -> asked.startsWith(second)).hasSize(1);
  }

  @Test
  @DisplayName("a proxy may hold back what grows: parts are then asked for as they are announced")
  void hintWithoutAnEnd_thatAProxyHoldsBack_isGivenUp_andPartsAreAskedForOneByOne()
      throws Exception {
    play(Talent.HELD);

    awaitPictures(6 * PatternStream.RATE);

    List<Long> numbers = watcher.numbers();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(player.statistics().damagedPackets()).isZero();
    // What has no end is tried, and then not at each segment again.
    assertThat(origin.held()).hasSizeBetween(1, 2);
    assertThat(origin.ranges()).hasSizeGreaterThan(4 * LowLatencyOrigin.PARTS);
  }

  @Test
  void stream_isPlayedByItsPartHoldBack_notByThreeTargetDurations() throws Exception {
    play(Talent.ALL);
    awaitPictures(3 * PatternStream.RATE);

    double behind =
        origin.edgeSeconds() - watcher.numbers().getLast() / (double) PatternStream.RATE;
    assertThat(behind).isLessThan(3);
    PlayerState.Playing playing = watcher.playing().getLast();
    assertThat(playing.behindLive().orElseThrow().behind()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void firstPicture_isAHoldBackFromTheEnd_whereverItsKeyframeIs() throws Exception {
    int parts = BEGUN + 4; // the keyframe before the hold-back is six parts back
    origin = new LowLatencyOrigin(folder, Talent.ALL, parts);

    player.play(origin.uri());

    await().atMost(PATIENCE).until(() -> !watcher.numbers().isEmpty());
    double wanted = (origin.edgeSeconds() - LowLatencyOrigin.HOLD_BACK_S) * PatternStream.RATE;
    assertThat(watcher.numbers().getFirst()).isEqualTo(Math.round(wanted));
  }

  @Test
  @DisplayName("pain 6: without CAN-BLOCK-RELOAD the playlist is asked for as often as parts come")
  void originThatCannotBlock_isPolledAtThePartTarget() throws Exception {
    play(new Talent(false, false, false, false, false));

    awaitPictures(4 * PatternStream.RATE);

    long lists = origin.requests().stream().filter("/list.m3u8"::equals).count();
    long parts = origin.requests().stream().filter(path -> path.startsWith("/part")).count();
    assertThat(parts).isGreaterThan(10);
    assertThat(lists).isGreaterThan(parts / 3);
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("pain 5: a part that is missing costs itself, and parts go on")
  void missingPart_isLeftOut_andPartsGoOn() throws Exception {
    int lost = BEGUN + 12;
    begin(Talent.ALL);
    origin.lose(lost);
    origin.run();
    player.play(origin.uri());

    await()
        .atMost(PATIENCE)
        .until(
            () -> !watcher.numbers().isEmpty() && watcher.numbers().getLast() > (lost + 10) * 5L);

    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(origin.requests()).contains("/part" + (lost + 5) + ".m4s");
    assertThat(player.state()).isInstanceOf(PlayerState.Playing.class);
  }

  private void begin(Talent talent) throws Exception {
    origin = new LowLatencyOrigin(folder, talent, BEGUN);
  }

  private void play(Talent talent) throws Exception {
    begin(talent);
    origin.run();
    player.play(origin.uri());
  }

  private void assertThatNothingIsMissing(List<Long> numbers) {
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    long span = numbers.getLast() - numbers.getFirst() + 1;
    assertThat(span - numbers.size()).isLessThanOrEqualTo(player.statistics().droppedFrames());
  }

  private void awaitPictures(int count) {
    await().atMost(PATIENCE).until(() -> watcher.numbers().size() >= count);
  }
}
