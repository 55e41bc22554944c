// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static org.awaitility.Awaitility.await;

import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.testing.FaultServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

/// A player's pane in a window, as a person uses it, over streams from a folder.
final class PaneRoom implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final FaultServer server;
  private final Player player =
      new Player(PlayerSettings.DEFAULT.withSound(false).withPatience(Duration.ofMillis(500)));
  private final PlayerPane pane;
  private final FxStage stage;

  PaneRoom(Path streams, Path pictures) throws Exception {
    server = new FaultServer(streams);
    pane = FxStage.make(() -> new PlayerPane(player, pictures));
    stage = new FxStage(pane.node(), 480, 360);
  }

  Player player() {
    return player;
  }

  PlayerPane pane() {
    return pane;
  }

  FxStage stage() {
    return stage;
  }

  URI uri(String path) {
    return server.uri(path);
  }

  void awaitRequest(String path) throws Exception {
    server.awaitRequest(path);
  }

  static <T> T onFx(Callable<T> what) throws Exception {
    return FxStage.onFx(what);
  }

  void run(Runnable what) throws Exception {
    onFx(() -> {
      what.run();
      return true;
    });
  }

  /// Puts an address into the field.
  void type(String address) throws Exception {
    run(() -> field().setText(address));
  }

  /// Presses and lets go of the mouse in the middle of a button.
  void click(String name) throws Exception {
    await().atMost(PATIENCE).until(() -> onFx(() -> find(name).isPresent()));
    FxStage.pulses(2);
    clickAt(button(name), 0.5);
  }

  /// Presses and lets go of the mouse in a node.
  ///
  /// @param share of its width from the left
  void clickAt(Node node, double share) throws Exception {
    run(() -> {
      Bounds at = node.localToScreen(node.getLayoutBounds());
      Robot robot = new Robot();
      robot.mouseMove(at.getMinX() + share * at.getWidth(), at.getCenterY());
      robot.mouseClick(MouseButton.PRIMARY);
    });
    FxStage.pulses(2);
  }

  void press(KeyCode key) throws Exception {
    run(() -> {
      Robot robot = new Robot();
      robot.keyPress(key);
      robot.keyRelease(key);
    });
    FxStage.pulses(2);
  }

  ButtonBase button(String name) {
    return find(name).orElseThrow(() -> new AssertionError("No button " + name));
  }

  Optional<ButtonBase> find(String name) {
    return pane.node().lookupAll("*").stream()
        .filter(ButtonBase.class::isInstance)
        .map(ButtonBase.class::cast)
        .filter(node -> name.equals(node.getAccessibleText()))
        .findFirst();
  }

  TextField field() {
    return (TextField) lookup("player-address");
  }

  Node lookup(String styleClass) {
    return pane.node().lookup("." + styleClass);
  }

  boolean isMarkedWrong() throws Exception {
    return onFx(() -> field().getPseudoClassStates().contains(WRONG));
  }

  Slider volume() {
    return pane.node().lookupAll(".slider").stream()
        .filter(node -> "Volume of the monitor".equals(node.getAccessibleText()))
        .map(Slider.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// Takes the mouse out of the picture.
  void pointElsewhere() throws Exception {
    run(() -> {
      Bounds at = field().localToScreen(field().getLayoutBounds());
      new Robot().mouseMove(at.getCenterX(), at.getCenterY());
    });
    FxStage.pulses(2);
  }

  ComboBox<?> chooser(String name) {
    return pane.node().lookupAll(".player-chooser").stream()
        .filter(node -> name.equals(node.getAccessibleText()))
        .map(node -> (ComboBox<?>) node)
        .findFirst()
        .orElseThrow();
  }

  void select(ComboBox<?> chooser, int index) throws Exception {
    run(() -> chooser.getSelectionModel().select(index));
  }

  String text(String styleClass) throws Exception {
    return onFx(() -> ((Label) lookup(styleClass)).getText());
  }

  void awaitText(String styleClass, Predicate<String> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.test(text(styleClass)));
  }

  void awaitState(Class<? extends PlayerState> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.isInstance(player.state()));
  }

  /// How many different colours the picture has.
  long coloursOfThePicture() throws Exception {
    FxStage.picturePulses();
    Image seen = onFx(() -> lookup("picture-view").snapshot(null, null));
    int width = (int) seen.getWidth();
    return IntStream.range(0, width * (int) seen.getHeight())
        .map(i -> seen.getPixelReader().getArgb(i % width, i / width))
        .distinct()
        .count();
  }

  @Override
  public void close() throws Exception {
    run(() -> {
      pane.close();
      pane.close();
    });
    player.close();
    FxStage.pulses(4);
    stage.close();
    server.close();
  }
}
