// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.Player;
import io.tally.player.testing.DashStream;
import io.tally.player.testing.DashStream.Form;
import io.tally.player.testing.PatternStream;
import io.tally.player.testing.Viewing;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A recording of eight seconds in two sizes with a sound of its own, as FFmpeg packages it.
class DashRecordingTest {
  private static final int SECONDS = 8;

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 20);
  private final Player player = view.player();

  @BeforeAll
  static void record() throws Exception {
    DashStream.record(recordings, SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void eachForm_isPlayedFromTheFirstPictureToTheLast(Form form) {
    view.playToTheEnd(form.mpd());

    assertThat(view.watcher().notes()).isEmpty();
    assertThat(view.watcher().numbers()).isSorted().doesNotHaveDuplicates().contains(0L);
    assertThat(player.statistics().decodedFrames()).isEqualTo((long) SECONDS * PatternStream.RATE);
    assertThat(player.statistics().damagedPackets()).isZero();
    assertThat(player.statistics().skippedSegments()).isZero();
  }
}
