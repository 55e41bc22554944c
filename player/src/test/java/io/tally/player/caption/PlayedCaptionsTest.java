// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.picture.PatternReader;
import io.tally.player.Player;
import io.tally.player.playlist.Rendition;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.data.CaptionScript;
import io.tally.player.testing.data.CaptionedStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings with captions inside their pictures, which the ffmpeg program has coded with
/// B-frames.
class PlayedCaptionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 4;
  private static final int SHOWN = 30; // picture
  private static final int ERASED = 70; // picture

  @TempDir static Path recordings;
  private final Map<Long, List<String>> said = new ConcurrentSkipListMap<>();
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 10);
  private final Player player = view.player();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("mpegts", "fmp4")) {
      CaptionedStream.record(
          Files.createDirectory(recordings.resolve(type)), type, SECONDS, script());
    }
    CaptionedStream.recordHevc(
        Files.createDirectory(recordings.resolve("hevc")), "fmp4", SECONDS, script());
    Files.writeString(
        recordings.resolve("declared.m3u8"),
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,INSTREAM-ID="CC1"
        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,CLOSED-CAPTIONS="c"
        mpegts/stream.m3u8
        """);
  }

  private static CaptionScript script() {
    CaptionScript script = new CaptionScript();
    script.channel(1).popOn(2, SHOWN, Map.of(14, "Hello", 15, "out there")).from(ERASED).mode(0x2C);
    script.channel(3).from(4).mode(0x25).mode(0x2D).row(15, 0).text("third channel");
    // A window of one row.
    byte[] service = {(byte) 0x98, 0x20, (byte) 0xDA, 50, 6 << 4, 31, 0, 'f', 'i', 'r', 's', 't'};
    script.service(1, 10, service);
    return script;
  }

  @BeforeEach
  void listen() {
    player.connect(picture ->
        PatternReader.read(picture)
            .frameNumber()
            .ifPresent(
                number -> said.put(number, player.choices().subtitles().at(picture.ptsNs()))));
  }

  private void choose(String name) {
    List<Rendition> tracks = player.choices().subtitles().tracks();
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).name().startsWith(name)) {
        player.choices().subtitles().choose(OptionalInt.of(i));
        return;
      }
    }
    throw new AssertionError(name + " is not among " + tracks);
  }

  /// Which pictures come in time to be shown is the machine's business.
  private void assertCaption() {
    said.forEach((picture, words) -> {
      if (picture >= SHOWN && picture < ERASED) {
        assertThat(words).as("picture %d", picture).containsExactly("Hello", "out there");
      } else {
        assertThat(words).as("picture %d", picture).isEmpty();
      }
    });
    assertThat(said.keySet()).anyMatch(picture -> picture >= SHOWN && picture < ERASED);
  }

  @Test
  void declaredCaptions_goWithThePicture() {
    view.playToTheEnd("declared.m3u8");

    assertThat(player.choices().subtitles().tracks())
        .extracting(Rendition::name)
        .containsExactly("English", "CC3 (not in the playlist)", "SERVICE1 (not in the playlist)");
    assertCaption();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4", "hevc"})
  void undeclaredCaptions_areFound_andShownWhenChosen(String folder) {
    view.playToTheEnd(folder + "/stream.m3u8");
    assertThat(said.values()).allMatch(List::isEmpty);

    choose("CC1");
    said.clear();
    player.seek(0);
    await().atMost(PATIENCE).until(() -> said.keySet().stream().anyMatch(p -> p > ERASED));

    assertCaption();
    choose("SERVICE1");
    assertThat(player.choices().subtitles().at(2_000_000_000L)).containsExactly("first");
    choose("CC3");
    assertThat(player.choices().subtitles().at(2_000_000_000L)).containsExactly("third channel");
    player.choices().subtitles().choose(OptionalInt.empty());
    assertThat(player.choices().subtitles().at(2_000_000_000L)).isEmpty();
  }

  /// FFmpeg's own decoder of captions reads the same file.
  @Test
  void captions_areWhatFfmpegReads() throws Exception {
    List<String> cues = CaptionedStream.subRip(recordings.resolve("mpegts/stream.m3u8"));

    assertThat(cues).hasSize(1);
    assertThat(cues.getFirst()).contains("00:00:01,2").contains("Hello").contains("out there");
  }
}
