// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/// How long did the window take to be there, and to show a moving picture?
///
/// For the benchmark; it writes to standard error. Threads: the JavaFX thread.
final class StartTrace {
  private StartTrace() {}

  /// Watches a window that is not shown yet.
  ///
  /// @param preview the view of the canvas
  static void watch(Stage stage, Parent preview) {
    stage.addEventHandler(WindowEvent.WINDOW_SHOWN, _ -> say("window"));
    preview.getChildrenUnmodifiable().stream()
        .filter(ImageView.class::isInstance)
        .map(ImageView.class::cast)
        .forEach(image -> watch(stage.getScene(), image));
  }

  private static void watch(Scene scene, ImageView image) {
    image
        .imageProperty()
        .addListener(
            new InvalidationListener() {
              @Override
              public void invalidated(Observable property) {
                property.removeListener(this);
                afterNextPulse(scene);
              }
            });
  }

  /// The pulse that begins next has the picture in it; when the one after that begins, it is drawn.
  private static void afterNextPulse(Scene scene) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private int pulses;

          @Override
          public void run() {
            if (++pulses == 2) {
              scene.removePostLayoutPulseListener(this);
              say("preview");
            }
          }
        });
  }

  private static void say(String mark) {
    Instant now = Instant.now();
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresent(
            began ->
                System.err.println(
                    "trace-start " + mark + " " + Duration.between(began, now).toMillis()));
  }
}
