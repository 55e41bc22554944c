// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static io.tally.player.pane.PaneRoom.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.testing.Lists;
import io.tally.player.testing.stream.PatternStream;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does a person move in the time of a stream, by mouse and by keys? A recording of forty seconds,
/// and a live stream of which the server keeps as much.
class TransportTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir static Path recording;
  @TempDir Path pictures;
  private PaneRoom room;
  private Player player;

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(recording, "mpegts", 0, 40);
    Lists.write(
        recording.resolve("live.m3u8"),
        Files.readString(recording.resolve("stream.m3u8"))
            .replace("#EXT-X-ENDLIST", "")
            .replace("#EXT-X-PLAYLIST-TYPE:VOD", ""));
  }

  @BeforeEach
  void open() throws Exception {
    room = new PaneRoom(recording, pictures.resolve("made"));
    player = room.player();
    room.run(() -> {
      room.pane().showControls(true);
      room.pane().takeKeys();
    });
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    room.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private void play(String name) {
    player.play(room.uri(name));
    room.awaitState(PlayerState.Playing.class);
    await().atMost(PaneRoom.PATIENCE).until(() -> onFx(() -> !seekBar().isDisabled()));
  }

  private Slider seekBar() {
    return (Slider) room.lookup("seek-bar");
  }

  private long positionS() {
    return player.whereabouts().orElseThrow().positionNs() / SECOND_NS;
  }

  private void awaitPosition(long fromS, long toS) {
    await()
        .atMost(PaneRoom.PATIENCE)
        .until(() ->
            player.state() instanceof PlayerState.Playing
                && positionS() >= fromS
                && positionS() <= toS);
  }

  @Test
  void spaceAndButton_pause_andGoOn() throws Exception {
    play("stream.m3u8");

    room.press(KeyCode.SPACE);
    await().atMost(PaneRoom.PATIENCE).until(player::paused);
    await()
        .atMost(PaneRoom.PATIENCE)
        .until(() -> onFx(() -> room.find("Go on (Space)").isPresent()));

    room.click("Go on (Space)");
    await().atMost(PaneRoom.PATIENCE).until(() -> !player.paused());
  }

  @Test
  void clickIntoTheSeekBar_goesThere_once() throws Exception {
    play("stream.m3u8");
    room.press(KeyCode.SPACE);
    await().atMost(PaneRoom.PATIENCE).until(player::paused);

    room.clickAt(seekBar(), 0.5);

    awaitPosition(18, 22);
    assertThat(onFx(() -> seekBar().getValue())).isBetween(18.0, 22.0);
    room.awaitText("transport-place", text -> text.matches("0:(18|19|20|21) / 0:(39|40)"));
  }

  @Test
  void arrows_goTenSeconds_andTwoOfThemTwenty() throws Exception {
    play("stream.m3u8");
    room.press(KeyCode.SPACE);
    await().atMost(PaneRoom.PATIENCE).until(player::paused);

    room.press(KeyCode.RIGHT);
    room.press(KeyCode.RIGHT);
    awaitPosition(20, 24);

    room.click("Back 10 s (←)");
    awaitPosition(10, 14);
  }

  @Test
  void liveStream_isLeftAndJoinedAgain_andItsDistanceIsAlwaysTold() throws Exception {
    play("live.m3u8");
    Node live = onFx(() -> room.button("Jump to live (L)"));
    assertThat(onFx(live::isVisible)).isTrue();
    room.press(KeyCode.SPACE);
    await().atMost(PaneRoom.PATIENCE).until(player::paused);

    room.press(KeyCode.LEFT);
    room.press(KeyCode.LEFT);
    awaitPosition(10, 20);
    room.awaitText("player-distance", text -> text.matches("[23][0-9]\\.[0-9] s behind .*"));
    room.awaitText("transport-place", text -> text.matches("−0:[23][0-9]"));

    room.press(KeyCode.L);
    awaitPosition(36, 40);
    assertThat(player.paused()).as("who wants live wants it to play").isFalse();
  }

  @Test
  void rate_isChosenFromTheMenu_andShown() throws Exception {
    play("stream.m3u8");
    MenuButton rate = (MenuButton) onFx(() -> room.lookup("transport-rate"));

    room.run(() ->
        rate.getItems().stream()
            .filter(item -> item.getText().equals("1.5×"))
            .findFirst()
            .ifPresent(MenuItem::fire));

    await().atMost(PaneRoom.PATIENCE).until(() -> player.rate() == 1.5);
    await().atMost(PaneRoom.PATIENCE).until(() -> onFx(rate::getText).equals("1.5×"));
    assertThat(onFx(() -> rate.getItems().stream().map(MenuItem::getText).toList()))
        .containsExactly("0.5×", "0.75×", "1×", "1.25×", "1.5×", "2×");
  }

  @Test
  void keyS_keepsThePictureInItsSize_alsoWhileItStands_andSaysWhere() throws Exception {
    play("stream.m3u8");
    room.press(KeyCode.SPACE);
    await().atMost(PaneRoom.PATIENCE).until(player::paused);

    room.press(KeyCode.S);

    room.awaitText("player-note", text -> text.startsWith("Saved as " + pictures));
    try (Stream<Path> files = Files.list(pictures.resolve("made"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      BufferedImage picture = ImageIO.read(all.getFirst().toFile());
      assertThat(picture.getWidth()).isEqualTo(PatternStream.WIDTH);
      assertThat(picture.getHeight()).isEqualTo(PatternStream.HEIGHT);
    }
  }

  @Test
  void keyM_mutes_andTheButtonShowsIt() throws Exception {
    room.press(KeyCode.M);

    assertThat(player.muted()).isTrue();
    room.press(KeyCode.M);
    assertThat(player.muted()).isFalse();
  }

  @Test
  void lettersTypedIntoTheAddress_steerNothing() throws Exception {
    play("stream.m3u8");
    room.run(() -> room.field().requestFocus());

    for (KeyCode key : List.of(KeyCode.SPACE, KeyCode.M, KeyCode.S, KeyCode.L)) {
      room.press(key);
    }

    assertThat(player.paused()).isFalse();
    assertThat(player.muted()).isFalse();
    assertThat(pictures.resolve("made")).doesNotExist();
  }

  @Test
  void controlsOverThePicture_areThereWhileItStandsStill_andElseOutOfTheWay() throws Exception {
    play("stream.m3u8");
    room.run(() -> room.pane().showControls(false));
    room.pointElsewhere();
    Node bar = onFx(() -> room.lookup("transport-bar"));
    await().atMost(PaneRoom.PATIENCE).until(() -> onFx(() -> !bar.isVisible()));

    room.press(KeyCode.SPACE);

    await().atMost(PaneRoom.PATIENCE).until(() -> onFx(bar::isVisible));
  }

  @Test
  void heightOfThePicture_isTold_soThatNothingLargerIsLoaded() throws Exception {
    Node picture = onFx(() -> room.lookup("picture-view"));
    double width = onFx(() -> picture.getLayoutBounds().getWidth());
    double height = onFx(() -> picture.getLayoutBounds().getHeight());
    long lines = Math.round(Math.min(height, width * 9 / 16));

    await().atMost(PaneRoom.PATIENCE).until(() -> player.choices().shownHeight() == lines);
  }
}
