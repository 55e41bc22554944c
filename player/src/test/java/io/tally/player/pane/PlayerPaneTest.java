// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.PatternStream;
import io.tally.player.testing.Subtitled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerPaneTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  @TempDir static Path recording;
  private FaultServer server;
  private Player player;
  private PlayerPane pane;
  private FxStage stage;

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
    server = new FaultServer(recording);
    player = new Player(new PlayerSettings(false, Duration.ofMillis(500)));
    pane = FxStage.make(() -> new PlayerPane(player));
    stage = new FxStage(pane.node(), 480, 360);
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    FxStage.onFx(() -> {
      pane.close();
      pane.close();
      return null;
    });
    player.close();
    FxStage.pulses(4);
    stage.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void typedAddress_isPlayedByAClick_andSeen() throws Exception {
    type(server.uri("endless.m3u8").toString());

    click("Play");

    await().atMost(PATIENCE).until(() -> coloursOfThePicture() > 8);
    awaitText("player-position", text -> text.matches("0:0[23]"));
    click("Stop");
    awaitState(PlayerState.Idle.class);
    awaitText("player-message", text -> text.startsWith("Nothing plays."));
  }

  @Test
  void failure_standsOverThePicture_inASentence() throws Exception {
    type(server.uri("none.m3u8").toString());

    click("Play");

    awaitState(PlayerState.Failed.class);
    awaitText("player-message", text -> text.contains("answered 404 (not found)"));
    assertThat(onFx(() -> lookup("player-message").isVisible())).isTrue();
    assertThat(onFx(() -> lookup("picture-view").isVisible())).isFalse();
  }

  @Test
  void textThatIsNoAddress_marksTheField_untilItIsChanged() throws Exception {
    type("rtmp://host/live");

    click("Play");

    assertThat(isMarkedWrong()).isTrue();
    assertThat(player.state()).isEqualTo(new PlayerState.Idle());
    type("http://host/");
    assertThat(isMarkedWrong()).isFalse();
  }

  @Test
  void muteAndVolume_reachThePlayer() throws Exception {
    click("Mute the monitor");
    onFx(() -> {
      ((Slider) lookup("slider")).setValue(0.25);
      return null;
    });

    assertThat(player.muted()).isTrue();
    assertThat(player.volume()).isEqualTo(0.25);
    assertThat(onFx(() -> ((ToggleButton) button("Mute the monitor")).isSelected())).isTrue();
  }

  @Test
  void addressOpenedElsewhere_standsInTheField() throws Exception {
    onFx(() -> {
      pane.node().requestFocus();
      return null;
    });

    player.play(server.uri("stream.m3u8"));

    String address = server.uri("stream.m3u8").toString();
    await().atMost(PATIENCE).until(() -> onFx(() -> field().getText()).equals(address));
  }

  @Test
  void variantChosenInTheBar_isLoaded_andAutomaticEndsThat() throws Exception {
    ComboBox<?> chooser = onFx(() -> chooser("Variant of the stream"));
    assertThat(onFx(chooser::isVisible)).isFalse();

    player.play(server.uri("choice.m3u8"));

    await().atMost(PATIENCE).until(() -> onFx(chooser::isVisible));
    assertThat(onFx(() -> chooser.getItems().toString()))
        .containsSubsequence("Automatic", "360p at 800 kbit/s", "180p at 300 kbit/s");
    select(chooser, 2);
    assertThat(player.choices().manual()).hasValue(0);
    select(chooser, 0);
    assertThat(player.choices().manual()).isEmpty();
  }

  private ComboBox<?> chooser(String name) {
    return pane.node().lookupAll(".player-chooser").stream()
        .filter(node -> name.equals(node.getAccessibleText()))
        .map(node -> (ComboBox<?>) node)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void subtitles_standOverThePicture_untilSomebodyWantsNone() throws Exception {
    player.play(server.uri("subtitled/master.m3u8"));

    awaitText("player-subtitles", text -> text.matches("second [0-9]"));
    assertThat(onFx(() -> lookup("player-subtitles").isVisible())).isTrue();
    ComboBox<?> chooser = onFx(() -> chooser("Subtitles of the stream"));
    await().atMost(PATIENCE).until(() -> onFx(chooser::isVisible));
    assertThat(onFx(() -> chooser.getItems().toString()))
        .containsSubsequence("No subtitles", "English");
    select(chooser, 0);
    assertThat(player.choices().subtitles().chosen()).isEmpty();
  }

  @Test
  void soundChosenInTheBar_isPlayed_andTheDefaultEndsThat() throws Exception {
    player.play(server.uri("sounds.m3u8"));
    ComboBox<?> chooser = onFx(() -> chooser("Sound of the stream"));
    await().atMost(PATIENCE).until(() -> onFx(chooser::isVisible));
    assertThat(onFx(() -> chooser.getItems().toString()))
        .containsSubsequence("Default sound", "English", "Commentary");

    select(chooser, 2);

    server.awaitRequest("commentary.m3u8");
    assertThat(player.choices().sounds().chosen()).hasValue(1);
    select(chooser, 0);
    assertThat(player.choices().sounds().chosen()).isEmpty();
  }

  private static void select(ComboBox<?> chooser, int index) throws Exception {
    onFx(() -> {
      chooser.getSelectionModel().select(index);
      return null;
    });
  }

  @Test
  void closedPane_getsNoMorePictures() throws Exception {
    onFx(() -> {
      pane.close();
      return null;
    });

    player.play(server.uri("stream.m3u8"));

    awaitState(PlayerState.Ended.class);
    assertThat(player.statistics().shownFrames()).isPositive();
    assertThat(coloursOfThePicture()).isEqualTo(1);
  }

  private void type(String address) throws Exception {
    onFx(() -> {
      field().setText(address);
      return null;
    });
  }

  /// Presses and lets go of the mouse in the middle of a button.
  private void click(String name) throws Exception {
    await().atMost(PATIENCE).until(() -> onFx(() -> find(name).isPresent()));
    FxStage.pulses(2);
    onFx(() -> {
      Node button = button(name);
      Bounds at = button.localToScreen(button.getBoundsInLocal());
      Robot robot = new Robot();
      robot.mouseMove(at.getCenterX(), at.getCenterY());
      robot.mouseClick(MouseButton.PRIMARY);
      return null;
    });
    FxStage.pulses(2);
  }

  private Node button(String name) {
    return find(name).orElseThrow(() -> new AssertionError("No button " + name));
  }

  private Optional<Node> find(String name) {
    return pane.node().lookupAll("*").stream()
        .filter(node -> node instanceof Button || node instanceof ToggleButton)
        .filter(node -> name.equals(node.getAccessibleText()))
        .findFirst();
  }

  private TextField field() {
    return (TextField) lookup("player-address");
  }

  private Node lookup(String styleClass) {
    return pane.node().lookup("." + styleClass);
  }

  private boolean isMarkedWrong() throws Exception {
    return onFx(() -> field().getPseudoClassStates().contains(WRONG));
  }

  private String text(String styleClass) throws Exception {
    return onFx(() -> ((Label) lookup(styleClass)).getText());
  }

  private void awaitText(String styleClass, Predicate<String> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.test(text(styleClass)));
  }

  private void awaitState(Class<? extends PlayerState> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.isInstance(player.state()));
  }

  /// How many different colours the picture has.
  private long coloursOfThePicture() throws Exception {
    FxStage.picturePulses();
    Image seen = onFx(() -> lookup("picture-view").snapshot(null, null));
    int width = (int) seen.getWidth();
    return IntStream.range(0, width * (int) seen.getHeight())
        .map(i -> seen.getPixelReader().getArgb(i % width, i / width))
        .distinct()
        .count();
  }

  private static <T> T onFx(Callable<T> what) throws Exception {
    return FxStage.onFx(what);
  }
}
