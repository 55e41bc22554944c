// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.settings.WindowPlace;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Theme;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Where does the window stand, and which keys does it know?
///
/// Threads: the JavaFX thread.
final class MainWindow {
  private static final double MIN_WIDTH = 1000;
  private static final double MIN_HEIGHT = 640;
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final double FRAME = 60;

  private final Stage stage;
  private final Consumer<Intent> intents;
  private WindowPlace place = new WindowPlace(0, 0, WIDTH, HEIGHT, false);

  /// Makes the window, not shown yet.
  ///
  /// @param remembered where it stood last time
  MainWindow(
      Stage stage, MainView view, Optional<WindowPlace> remembered, Consumer<Intent> intents) {
    this.stage = stage;
    this.intents = intents;
    Scene scene = new Scene(view.node());
    Theme.dress(scene);
    addKeys(scene);
    stage.setTitle("Tally");
    stage.getIcons().add(Theme.icon());
    stage.setScene(scene);
    put(remembered);
    // What is maximised has no place of its own: the one before is kept for it.
    stage.xProperty().addListener(_ -> moved());
    stage.yProperty().addListener(_ -> moved());
    stage.widthProperty().addListener(_ -> moved());
    stage.heightProperty().addListener(_ -> moved());
    stage.maximizedProperty().addListener(_ -> moved());
  }

  private void addKeys(Scene scene) {
    var keys = scene.getAccelerators();
    keys.put(
        new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN),
        () -> intents.accept(new Intent.GoLive()));
    keys.put(
        new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
        () -> intents.accept(new Intent.Stop()));
    keys.put(
        new KeyCodeCombination(KeyCode.M, KeyCombination.SHORTCUT_DOWN),
        () -> intents.accept(new Intent.ToggleMuteAll()));
    keys.put(new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN), stage::close);
  }

  private void put(Optional<WindowPlace> remembered) {
    Rectangle2D desktop = Screen.getPrimary().getVisualBounds();
    stage.setMinWidth(Math.min(MIN_WIDTH, desktop.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, desktop.getHeight() - FRAME));
    if (remembered.isPresent() && isReachable(remembered.get())) {
      place = remembered.get();
      stage.setX(place.x());
      stage.setY(place.y());
      stage.setWidth(place.width());
      stage.setHeight(place.height());
      stage.setMaximized(place.maximised());
    } else {
      stage.setWidth(Math.min(WIDTH, desktop.getWidth()));
      stage.setHeight(Math.min(HEIGHT, desktop.getHeight()));
      stage.centerOnScreen();
      // The title bar and the frame come on top of that.
      stage.setMaximized(
          desktop.getWidth() < WIDTH + FRAME || desktop.getHeight() < HEIGHT + FRAME);
    }
  }

  /// A screen may be gone since the last time, and its windows with it.
  private static boolean isReachable(WindowPlace place) {
    return !Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height() / 4)
        .isEmpty();
  }

  private void moved() {
    if (!stage.isShowing() || stage.isIconified()) {
      return;
    }
    place =
        stage.isMaximized()
            ? new WindowPlace(place.x(), place.y(), place.width(), place.height(), true)
            : new WindowPlace(
                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    intents.accept(new Intent.PlaceWindow(place));
  }

  /// Shows it.
  void show() {
    stage.show();
    stage.getScene().getRoot().requestFocus(); // nothing is to be typed first
  }
}
