// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Rendition;
import io.tally.player.testing.LipSync;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.stream.PatternStream;
import io.tally.player.testing.stream.SeparateSound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of eight seconds with several sound tracks, one of which beeps half a second late.
class SoundChoiceTest {
  private static final int SECONDS = 8;
  private static final long LATE_MS = 500;
  private static final long STEP_MS = 40;
  private static final OptionalInt LATE = OptionalInt.of(1);

  @TempDir static Path recordings;
  @RegisterExtension final Viewing viewing = Viewing.silent(recordings, 10);
  private final LipSync sync = new LipSync(viewing.player());

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      Path folder = Files.createDirectory(recordings.resolve(type));
      SeparateSound.record(folder, type, SECONDS);
      SeparateSound.addTracks(folder, type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4/tracks.m3u8", "mpegts/tracks.m3u8", "mpegts/inside.m3u8"})
  void trackThatIsChosen_isHeardInStep_andNothingElseIsLost(String path) {
    viewing.player().play(viewing.server().uri(path));
    sync.awaitBeeps(1);

    viewing.player().choices().sounds().choose(LATE);

    viewing.awaitEnd();
    assertThat(sync.offsetsMs().getFirst()).isBetween(-STEP_MS, STEP_MS);
    assertThat(sync.lastMs(2)).allMatch(SoundChoiceTest::isLate);
    assertThat(viewing.player().choices().sounds().played()).isEqualTo(LATE);
    assertThat(viewing.watcher().notes()).isEmpty();
    assertThat(viewing.watcher().numbers())
        .isSorted()
        .contains((SECONDS - 1L) * PatternStream.RATE);
  }

  @Test
  void choice_isBackInStep_whenItIsTakenBack() {
    viewing.player().play(viewing.server().uri("fmp4/tracks.m3u8"));
    sync.awaitBeeps(1);
    viewing.player().choices().sounds().choose(LATE);
    sync.awaitBeep(LATE_MS, STEP_MS);

    viewing.player().choices().sounds().choose(OptionalInt.empty());

    viewing.awaitEnd();
    assertThat(sync.lastMs(2)).hasSize(2).allMatch(offset -> Math.abs(offset) <= STEP_MS);
    assertThat(viewing.player().choices().sounds().chosen()).isEmpty();
    assertThat(viewing.player().choices().sounds().played()).hasValue(0);
  }

  @Test
  void choice_isKept_whenTheVariantWithItsGroupChanges() {
    viewing.server().limit(120_000); // bytes a second, so that there is something left to load
    viewing.player().play(viewing.server().uri("fmp4/tracks.m3u8"));
    sync.awaitBeeps(1);
    viewing.player().choices().sounds().choose(LATE);
    viewing.server().awaitRequest("fmp4/late/stream.m3u8");

    viewing.player().choices().choose(1);

    viewing.awaitEnd();
    assertThat(viewing.server().requests()).contains("fmp4/video-b/stream.m3u8");
    assertThat(viewing.player().choices().sounds().tracks())
        .extracting(Rendition::name)
        .containsExactly("late", "beep");
    assertThat(viewing.player().choices().sounds().played()).hasValue(0);
    assertThat(sync.lastMs(2)).hasSize(2).allMatch(SoundChoiceTest::isLate);
    assertThat(viewing.server().requests()).doesNotContain("fmp4/sound-b/stream.m3u8");
  }

  @Test
  void trackThatCannotBeHad_isTold_andTheOneBeforePlaysOn() {
    viewing.player().play(viewing.server().uri("fmp4/tracks.m3u8"));
    sync.awaitBeeps(1);

    viewing.player().choices().sounds().choose(OptionalInt.of(2));

    viewing.awaitEnd();
    assertThat(viewing.watcher().notes())
        .singleElement()
        .asString()
        .startsWith("The sound track none cannot be had: ")
        .endsWith("missing.m3u8 answered 404 (not found)");
    assertThat(viewing.player().choices().sounds().played()).hasValue(0);
    assertThat(sync.lastMs(2)).hasSize(2).allMatch(offset -> Math.abs(offset) <= STEP_MS);
  }

  @Test
  void streamWithOneSoundOnly_offersNoChoice() {
    viewing.player().play(viewing.server().uri("fmp4/source/stream.m3u8"));
    sync.awaitBeeps(1);

    assertThat(viewing.player().choices().sounds().tracks()).isEmpty();
    viewing.player().choices().sounds().choose(OptionalInt.of(0));

    assertThat(viewing.player().choices().sounds().chosen()).isEmpty();
  }

  private static boolean isLate(long offsetMs) {
    return Math.abs(offsetMs - LATE_MS) <= STEP_MS;
  }
}
