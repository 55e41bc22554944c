// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.testing.LipSync;
import io.tally.player.testing.Lists;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.stream.SeparateSound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A live stream whose picture and sound have playlists of their own, with segments of 1 s and 1.5
/// s, and whose encoder starts anew: numbers and times fall back to their beginning.
class SeparateSoundRestartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LIP_SYNC_MS = 40;
  private static final int SECONDS = 9;
  private static final int FIRST_RUN = 40;
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 10);
  private final LipSync lips = new LipSync(view.player());

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      SeparateSound.record(Files.createDirectory(recordings.resolve(type)), type, 6, "1.5", 1000);
      Path anew = Files.createDirectory(recordings.resolve(type).resolve("anew"));
      SeparateSound.record(anew, type, SECONDS, "1.5", 0);
      String master = Files.readString(anew.resolve("master.m3u8"));
      Files.writeString(
          recordings.resolve(type).resolve("live.m3u8"),
          master.replace("video/stream.m3u8", "video.m3u8").replace("sound/stream", "sound"));
    }
  }

  /// Lists the first segments of a recording.
  ///
  /// @param run folder of the recording in that of the lists
  /// @param what `video` or `sound`
  private static void list(Path folder, String run, String what, int sequence, int segments)
      throws Exception {
    String place = run + what + "/";
    List<String> recorded = Files.readAllLines(folder.resolve(place + "stream.m3u8"));
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n")
            .append("#EXT-X-MEDIA-SEQUENCE:" + sequence + "\n");
    Instant date = run.isEmpty() ? NOON : NOON.plusSeconds(60);
    int listed = 0;
    for (int i = 0; i < recorded.size() && listed < segments; i++) {
      String line = recorded.get(i);
      if (line.startsWith("#EXT-X-MAP")) {
        text.append(line.replace("URI=\"", "URI=\"" + place)).append('\n');
      } else if (line.startsWith("#EXTINF:")) {
        text.append("#EXT-X-PROGRAM-DATE-TIME:" + date + "\n" + line + "\n" + place)
            .append(recorded.get(i + 1))
            .append('\n');
        double seconds = Double.parseDouble(line.substring(8, line.indexOf(',')));
        date = date.plusNanos(Math.round(seconds * 1e9));
        listed++;
      }
    }
    Lists.write(folder.resolve(what + ".m3u8"), text + (run.isEmpty() ? "" : "#EXT-X-ENDLIST\n"));
  }

  @ParameterizedTest
  @CsvSource({"fmp4, video, sound", "fmp4, sound, video", "mpegts, video, sound"})
  @DisplayName("pain 9: after a restart of the encoder sound and picture belong together")
  void encoderThatStartsAnew_hasItsSoundWithItsPicture(String type, String first, String last)
      throws Exception {
    Path folder = recordings.resolve(type);
    list(folder, "", "video", FIRST_RUN, 6);
    list(folder, "", "sound", FIRST_RUN, 3); // shorter by a second and a half
    view.player().play(view.server().uri(type + "/live.m3u8"));
    lips.awaitBeeps(1);

    for (String one : List.of(first, last)) {
      list(folder, "anew/", one, 0, Integer.MAX_VALUE);
      int asked = requests(type, one);
      await().atMost(PATIENCE).until(() -> requests(type, one) > asked);
    }

    view.awaitEnd();
    List<Long> offsets = lips.offsetsMs();
    assertThat(offsets).allMatch(ms -> Math.abs(ms) <= LIP_SYNC_MS);
    assertThat(offsets).hasSizeGreaterThanOrEqualTo(SECONDS); // with those of the first run
    view.awaitNote("restarted");
  }

  private int requests(String type, String of) {
    String list = type + "/" + of + ".m3u8";
    return (int) view.server().requests().stream().filter(list::equals).count();
  }
}
