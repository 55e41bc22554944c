// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.playlist.Rendition;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.LipSync;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.stream.DashStream;
import io.tally.player.testing.stream.DashStream.Form;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A recording of four seconds in two sizes with a sound of its own, as FFmpeg packages it.
class DashRecordingTest {
  private static final int SECONDS = 4;
  private static final long PICTURES = (long) SECONDS * PatternStream.RATE;
  private static final long LIP_SYNC_MS = 45;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    LipSync lips = new LipSync(player);

    view.playToTheEnd(form.mpd());

    assertThat(view.watcher().notes()).isEmpty();
    assertThat(view.watcher().numbers()).isSorted().doesNotHaveDuplicates().contains(0L);
    assertThat(player.statistics().decodedFrames()).isEqualTo(PICTURES);
    assertThat(player.statistics().damagedPackets()).isZero();
    assertThat(player.statistics().skippedSegments()).isZero();
    assertThat(lips.offsetsMs()).isNotEmpty().allMatch(ms -> Math.abs(ms) <= LIP_SYNC_MS);
    assertThat(view.server().queries()).isEmpty();
  }

  /// Writes another MPD beside the one with numbers.
  private static String variation(String name, String from, String to) throws Exception {
    String text = Files.readString(recordings.resolve(Form.NUMBER.mpd()));
    String changed = text.replaceFirst(from, to);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(recordings.resolve("number").resolve(name), changed);
    return "number/" + name;
  }

  @Test
  void periods_followOneAnother() throws Exception {
    String text = Files.readString(recordings.resolve(Form.NUMBER.mpd()));
    String period = text.substring(text.indexOf("<Period"), text.indexOf("</MPD>"));
    String one =
        period.replaceFirst("<Period[^>]*>", "<Period duration=\"PT%dS\">".formatted(SECONDS));
    Files.writeString(recordings.resolve("number/periods.mpd"), text.replace(period, one + one));

    view.playToTheEnd("number/periods.mpd");

    assertThat(player.statistics().decodedFrames()).isEqualTo(2 * PICTURES);
    assertThat(player.statistics().skippedSegments()).isZero();
    assertThat(((PlayerState.Ended) player.state()).positionNs())
        .isBetween(7_900_000_000L, 8_100_000_000L);
    assertThat(view.watcher().notes()).isEmpty();
  }

  @Test
  void baseAddressThatFails_isLeftForTheNext() throws Exception {
    String path =
        variation("bases.mpd", "<Period", "<BaseURL>gone/</BaseURL><BaseURL>./</BaseURL><Period");

    view.playToTheEnd(path);

    assertThat(player.statistics().decodedFrames()).isEqualTo(PICTURES);
    assertThat(player.statistics().skippedSegments()).isZero();
  }

  @Test
  void mpdThatHasMoved_isPlayedFromThere() {
    view.server().fault("old.mpd", new Fault.Redirect(Form.NUMBER.mpd()), Integer.MAX_VALUE);

    view.playToTheEnd("old.mpd");

    assertThat(player.statistics().decodedFrames()).isEqualTo(PICTURES);
  }

  @Test
  void subtitlesInAFile_goWithThePicture() throws Exception {
    String cues = "WEBVTT\n\n00:01.000 --> 00:02.000\nsecond 1\n\n00:02.000 --> 00:04.000\nlater\n";
    Files.writeString(recordings.resolve("number/text.vtt"), cues);
    String path =
        variation(
            "text.mpd",
            "</Period>",
            "<AdaptationSet mimeType=\"text/vtt\" lang=\"en\"><Representation id=\"t\" bandwidth=\"99\"><BaseURL>text.vtt</BaseURL></Representation></AdaptationSet></Period>");
    Set<String> said = new ConcurrentSkipListSet<>();
    player.connect(picture -> said.addAll(player.choices().subtitles().at(picture.ptsNs())));
    player.play(view.server().uri(path));
    view.awaitState(PlayerState.Playing.class::isInstance);
    assertThat(player.choices().subtitles().tracks())
        .extracting(Rendition::name)
        .containsExactly("en");

    player.choices().subtitles().choose(OptionalInt.of(0));
    view.awaitEnd();
    player.seek(0);

    await().atMost(PATIENCE).until(() -> said.containsAll(List.of("second 1", "later")));
  }

  @Test
  void encryptedStream_isRefusedInASentence() throws Exception {
    String path =
        variation(
            "locked.mpd",
            "(?s)(<Representation [^>]*>)(.*)(<Representation [^>]*>)(.*)(<Representation [^>]*>)",
            "$1<ContentProtection schemeIdUri=\"x\"/>$2$3<ContentProtection schemeIdUri=\"x\"/>$4$5<ContentProtection schemeIdUri=\"x\"/>");

    player.play(view.server().uri(path));

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .startsWith("The stream is encrypted by METHOD=CENC")
        .contains("cannot be played here");
  }
}
