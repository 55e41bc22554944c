// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.lock.EncryptedFolder;
import io.tally.player.testing.stream.PatternStream;
import io.tally.protocol.peers.FfmpegProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pains of players with the times of a stream. `a` and `b` are recordings of two seconds each,
/// with pictures 0 to 49 and 50 to 99, whose times both begin anew.
class TimelinePainsTest {
  private static final int HALF = 2 * PatternStream.RATE;
  private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n";

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 10);
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      for (String name : List.of("a", "b")) {
        Path folder = Files.createDirectories(recordings.resolve(type + "/" + name));
        PatternStream.record(folder, type, name.equals("a") ? 0 : HALF, 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  @DisplayName("pain 11: times that fall back without a tag do not end in endless buffering")
  void unmarkedDiscontinuity_isPlayedThrough_withANote(String type) throws Exception {
    play(HEAD + segments(type, "a") + segments(type, "b"));

    assertEveryPicture();
    assertThat(watcher.notes())
        .anyMatch(note -> note.startsWith("The stream's times jumped without EXT-X-DISCONTINUITY"));
    assertThat(player.statistics().stalls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  @DisplayName("pain 10: a discontinuity where nothing breaks off is not a break")
  void discontinuityWithoutAReason_isPlayedThrough(String type) throws Exception {
    String one = segments(type, "a");
    play(
        HEAD
            + one.replaceAll("(?m)^(#EXTINF)", "#EXT-X-DISCONTINUITY\n$1")
            + "#EXT-X-DISCONTINUITY\n"
            + segments(type, "b"));

    assertEveryPicture();
    assertThat(watcher.notes()).isEmpty();
  }

  @Test
  @DisplayName("pain 20: a playlist may change from fMP4 to MPEG-TS, and to encrypted segments")
  void mixtureOfContainersAndKeys_isPlayedThrough() throws Exception {
    Path locked = Files.createDirectories(recordings.resolve("locked"));
    PatternStream.record(locked, "mpegts", HALF, 2);
    EncryptedFolder.encrypt(locked, "stream.m3u8");
    String key =
        "#EXT-X-KEY:METHOD=AES-128,URI=\"locked/the.key\",IV=0x%032x\n#EXTINF:1.0,\nlocked/%d.ts\n";

    play(
        HEAD
            + segments("fmp4", "a")
            + "#EXT-X-DISCONTINUITY\n"
            + key.formatted(0, 0)
            + key.formatted(1, 1));

    assertEveryPicture();
    assertThat(watcher.notes()).isEmpty();
  }

  @Test
  @DisplayName("pain 12: the 33 bits of MPEG-TS times run over after 26.5 hours")
  void timesThatRunOver_goOn() throws Exception {
    Path wrapped = Files.createDirectories(recordings.resolve("wrapped"));
    PatternStream.record(wrapped, "mpegts", 0, 4);
    Path late = Files.createDirectories(wrapped.resolve("late"));
    FfmpegProgram.run(
        "-v",
        "error",
        "-i",
        wrapped.resolve("stream.m3u8").toString(),
        "-c",
        "copy",
        "-output_ts_offset",
        "95440",
        "-f",
        "hls",
        "-hls_time",
        "1",
        "-hls_list_size",
        "0",
        "-hls_playlist_type",
        "vod",
        "-hls_segment_filename",
        late.resolve("%d.ts").toString(),
        late.resolve("stream.m3u8").toString());

    view.playToTheEnd("wrapped/late/stream.m3u8");

    assertEveryPicture();
    assertThat(watcher.notes()).isEmpty();
  }

  private static String segments(String type, String name) {
    String folder = type + "/" + name + "/";
    String extension = type.equals("fmp4") ? ".m4s" : ".ts";
    String map = type.equals("fmp4") ? "#EXT-X-MAP:URI=\"" + folder + "init.mp4\"\n" : "";
    return map
        + "#EXTINF:1.0,\n"
        + folder
        + "0"
        + extension
        + "\n"
        + "#EXTINF:1.0,\n"
        + folder
        + "1"
        + extension
        + "\n";
  }

  private void play(String text) throws Exception {
    Files.writeString(recordings.resolve("list.m3u8"), text + "#EXT-X-ENDLIST\n");
    view.playToTheEnd("list.m3u8");
  }

  private void assertEveryPicture() {
    PlayerStatistics counts = player.statistics();
    assertThat(counts.decodedFrames()).isEqualTo(2L * HALF);
    assertThat(counts.shownFrames() + counts.droppedFrames()).isEqualTo(2L * HALF);
    assertThat(LongStream.range(0, 2L * HALF).boxed()).containsAll(watcher.numbers());
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(counts.skippedSegments()).isZero();
  }
}
