// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.PlayerStatistics;
import io.tally.player.adapt.Decision;
import io.tally.player.adapt.Decision.Cause;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.LadderStream;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of four seconds in two variants.
class VariantSwitchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 4;

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 10);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();
  private final Set<Integer> heights = new ConcurrentSkipListSet<>();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      LadderStream.record(Files.createDirectory(recordings.resolve(type)), type, SECONDS);
    }
  }

  @BeforeEach
  void see() {
    player.connect(picture -> heights.add(picture.height()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  void quickLine_goesUp_withoutAPictureLostOrTwice(String type) {
    view.playToTheEnd(type + "/easy.m3u8");

    assertThat(heights)
        .as("%s", player.choices().decisions())
        .containsExactly(LadderStream.LOW_HEIGHT, LadderStream.HIGH_HEIGHT);
    assertEveryPicture();
    assertThat(watcher.notes()).isEmpty();
    assertThat(player.choices().decisions())
        .filteredOn(decision -> decision.cause() != Cause.STAY)
        .extracting(Decision::cause)
        .containsExactly(Cause.START, Cause.UP);
    assertThat(player.statistics().bandwidthBps()).isPositive();
    assertThat(player.choices().loaded()).hasValue(1);
  }

  @Test
  void slowLine_endsAtTheVariantThatItCarries_withEveryPicture() {
    server.limit(110_000); // bytes a second: a high segment takes three seconds

    view.playToTheEnd("fmp4/highfirst.m3u8");

    assertEveryPicture();
    assertThat(player.choices().loaded()).hasValue(1);
    assertThat(player.choices().decisions())
        .filteredOn(Decision::isChange)
        .first()
        .satisfies(down -> {
          assertThat(down.cause()).isIn(Cause.ABANDONED, Cause.DOWN);
          assertThat(down.reason()).contains("360p at 3.0 Mbit/s").contains("180p at 800 kbit/s");
        });
  }

  @Test
  void variantWhosePlaylistIsMissing_isLeftOut_withANote() {
    server.fault("fmp4/low/stream.m3u8", new Fault.Status(404), Integer.MAX_VALUE);

    view.playToTheEnd("fmp4/master.m3u8");

    assertThat(heights).containsExactly(LadderStream.HIGH_HEIGHT);
    assertEveryPicture();
    assertThat(watcher.notes())
        .singleElement()
        .asString()
        .startsWith("180p at 800 kbit/s cannot be had: ")
        .endsWith("answered 404 (not found)");
  }

  @Test
  void segmentThatOneVariantLacks_isTakenFromTheOther() {
    server.fault("fmp4/high/2.m4s", new Fault.Status(404), Integer.MAX_VALUE);

    view.playToTheEnd("fmp4/highfirst.m3u8");

    assertThat(heights).containsExactly(LadderStream.LOW_HEIGHT, LadderStream.HIGH_HEIGHT);
    assertEveryPicture();
    assertThat(player.statistics().skippedSegments()).isZero();
    assertThat(player.choices().decisions())
        .anyMatch(decision ->
            decision.cause() == Cause.MISSING
                && decision.mediaSequence() == 2
                && decision.reason().endsWith("high/2.m4s answered 404 (not found)"));
  }

  @Test
  void segmentThatNoVariantHas_isLeftOut() {
    for (String name : List.of("low", "high")) {
      server.fault("fmp4/" + name + "/2.m4s", new Fault.Status(404), Integer.MAX_VALUE);
    }

    view.playToTheEnd("fmp4/master.m3u8");

    assertThat(player.statistics().skippedSegments()).isEqualTo(1);
    assertThat(watcher.numbers()).anyMatch(number -> number >= 3L * PatternStream.RATE);
  }

  @Test
  void smallPicture_isNotFetchedLargerThanItIsShown() {
    player.choices().setShownHeight(LadderStream.LOW_HEIGHT);

    view.playToTheEnd("fmp4/master.m3u8");

    assertThat(heights).containsExactly(LadderStream.LOW_HEIGHT);
    assertThat(server.requests()).noneMatch(path -> path.contains("high/"));
  }

  @Test
  void choiceByHand_holds_untilItIsLeftToTheRulesAgain() {
    player.onState(state -> {
      if (state instanceof PlayerState.Opening) {
        return;
      }
      player.choices().choose(0);
    });
    server.limit(400_000); // so that there is something left to load when the first is shown

    view.playToTheEnd("fmp4/master.m3u8");

    assertThat(player.choices().manual()).isEqualTo(OptionalInt.of(0));
    assertThat(player.choices().decisions())
        .last()
        .extracting(Decision::cause)
        .isEqualTo(Cause.MANUAL);
    player.choices().automatic();
    assertThat(player.choices().manual()).isEmpty();
  }

  private void assertEveryPicture() {
    PlayerStatistics counts = player.statistics();
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(counts.damagedPackets()).isZero();
    assertThat(counts.decodedFrames()).isEqualTo((long) SECONDS * PatternStream.RATE);
    assertThat(counts.shownFrames() + counts.droppedFrames()).isEqualTo(counts.decodedFrames());
  }
}
