// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.testing.stream.PatternStream;
import io.tally.player.testing.stream.Subtitled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerPaneTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  @TempDir static Path recording;
  private PaneRoom room;
  private Player player;

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(recording, "mpegts", 0, 3);
    // One that never says that it has ended: there is something to stop for as long as a test
    // needs.
    String endless = Files.readString(recording.resolve("stream.m3u8"));
    Files.writeString(
        recording.resolve("endless.m3u8"),
        endless.replace("#EXT-X-ENDLIST", "").replace("#EXT-X-PLAYLIST-TYPE:VOD", ""));
    Subtitled.record(Files.createDirectory(recording.resolve("subtitled")), "mpegts", 4);
    Files.writeString(
        recording.resolve("choice.m3u8"),
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=300000,RESOLUTION=320x180\nstream.m3u8\n"
            + "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360\nstream.m3u8?high\n");
    String sound = "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",NAME=";
    Files.writeString(
        recording.resolve("sounds.m3u8"),
        "#EXTM3U\n%s\"English\",DEFAULT=YES\n%s\"Commentary\",URI=\"commentary.m3u8\"\n"
                .formatted(sound, sound)
            + "#EXT-X-STREAM-INF:BANDWIDTH=300000,RESOLUTION=320x180,AUDIO=\"s\"\nstream.m3u8\n");
    Files.copy(recording.resolve("stream.m3u8"), recording.resolve("commentary.m3u8"));
  }

  @BeforeEach
  void open() throws Exception {
    room = new PaneRoom(recording, recording.resolve("pictures"));
    player = room.player();
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    room.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void typedAddress_isPlayedByAClick_andSeen() throws Exception {
    room.type(room.uri("endless.m3u8").toString());

    room.click("Play");

    await().atMost(PATIENCE).until(() -> room.coloursOfThePicture() > 8);
    room.awaitText("player-position", text -> text.matches("0:0[23]"));
    room.click("Stop");
    room.awaitState(PlayerState.Idle.class);
    room.awaitText("player-message", text -> text.startsWith("Nothing plays."));
  }

  @Test
  void failure_standsOverThePicture_inASentence() throws Exception {
    room.type(room.uri("none.m3u8").toString());

    room.click("Play");

    room.awaitState(PlayerState.Failed.class);
    room.awaitText("player-message", text -> text.contains("answered 404 (not found)"));
    assertThat(PaneRoom.onFx(() -> room.lookup("player-message").isVisible())).isTrue();
    assertThat(PaneRoom.onFx(() -> room.lookup("picture-view").isVisible())).isFalse();
  }

  @Test
  void textThatIsNoAddress_marksTheField_untilItIsChanged() throws Exception {
    room.type("rtmp://host/live");

    room.click("Play");

    assertThat(room.isMarkedWrong()).isTrue();
    assertThat(player.state()).isEqualTo(new PlayerState.Idle());
    room.type("http://host/");
    assertThat(room.isMarkedWrong()).isFalse();
  }

  @Test
  void muteAndVolume_reachThePlayer() throws Exception {
    room.click("Mute the monitor");
    PaneRoom.onFx(() -> {
      room.volume().setValue(0.25);
      return null;
    });

    assertThat(player.muted()).isTrue();
    assertThat(player.volume()).isEqualTo(0.25);
    assertThat(PaneRoom.onFx(() -> ((ToggleButton) room.button("Mute the monitor")).isSelected()))
        .isTrue();
  }

  @Test
  void addressOpenedElsewhere_standsInTheField() throws Exception {
    PaneRoom.onFx(() -> {
      room.pane().node().requestFocus();
      return null;
    });

    player.play(room.uri("stream.m3u8"));

    String address = room.uri("stream.m3u8").toString();
    await()
        .atMost(PATIENCE)
        .until(() -> PaneRoom.onFx(() -> room.field().getText()).equals(address));
  }

  @Test
  void variantChosenInTheBar_isLoaded_andAutomaticEndsThat() throws Exception {
    ComboBox<?> chooser = PaneRoom.onFx(() -> room.chooser("Variant of the stream"));
    assertThat(PaneRoom.onFx(chooser::isVisible)).isFalse();

    player.play(room.uri("choice.m3u8"));

    await().atMost(PATIENCE).until(() -> PaneRoom.onFx(chooser::isVisible));
    assertThat(PaneRoom.onFx(() -> chooser.getItems().toString()))
        .containsSubsequence("Automatic", "360p at 800 kbit/s", "180p at 300 kbit/s");
    room.select(chooser, 2);
    assertThat(player.choices().manual()).hasValue(0);
    room.select(chooser, 0);
    assertThat(player.choices().manual()).isEmpty();
  }

  @Test
  void subtitles_standOverThePicture_untilSomebodyWantsNone() throws Exception {
    player.play(room.uri("subtitled/master.m3u8"));

    room.awaitText("player-subtitles", text -> text.matches("second [0-9]"));
    assertThat(PaneRoom.onFx(() -> room.lookup("player-subtitles").isVisible())).isTrue();
    ComboBox<?> chooser = PaneRoom.onFx(() -> room.chooser("Subtitles of the stream"));
    await().atMost(PATIENCE).until(() -> PaneRoom.onFx(chooser::isVisible));
    assertThat(PaneRoom.onFx(() -> chooser.getItems().toString()))
        .containsSubsequence("No subtitles", "English");
    room.select(chooser, 0);
    assertThat(player.choices().subtitles().chosen()).isEmpty();
  }

  @Test
  void soundChosenInTheBar_isPlayed_andTheDefaultEndsThat() throws Exception {
    player.play(room.uri("sounds.m3u8"));
    ComboBox<?> chooser = PaneRoom.onFx(() -> room.chooser("Sound of the stream"));
    await().atMost(PATIENCE).until(() -> PaneRoom.onFx(chooser::isVisible));
    assertThat(PaneRoom.onFx(() -> chooser.getItems().toString()))
        .containsSubsequence("Default sound", "English", "Commentary");

    room.select(chooser, 2);

    room.awaitRequest("commentary.m3u8");
    assertThat(player.choices().sounds().chosen()).hasValue(1);
    room.select(chooser, 0);
    assertThat(player.choices().sounds().chosen()).isEmpty();
  }

  @Test
  void closedPane_getsNoMorePictures() throws Exception {
    room.run(room.pane()::close);

    player.play(room.uri("stream.m3u8"));

    room.awaitState(PlayerState.Ended.class);
    assertThat(player.statistics().shownFrames()).isPositive();
    assertThat(room.coloursOfThePicture()).isEqualTo(1);
  }
}
