// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/// When is the window there, and when does it show the first picture of the canvas?
///
/// For the benchmark. Threads: the JavaFX thread.
final class StartTrace {
  private final Consumer<String> trace;

  /// @param trace told `window` and `preview`, each once
  StartTrace(Consumer<String> trace) {
    this.trace = trace;
  }

  /// Watches a window that is not shown yet.
  ///
  /// @param preview the view of the canvas
  void watch(Stage stage, Parent preview) {
    stage.addEventHandler(WindowEvent.WINDOW_SHOWN, _ -> trace.accept("window"));
    preview.getChildrenUnmodifiable().stream()
        .filter(ImageView.class::isInstance)
        .map(ImageView.class::cast)
        .forEach(image -> watch(stage.getScene(), image));
  }

  private void watch(Scene scene, ImageView image) {
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
  private void afterNextPulse(Scene scene) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private int pulses;

          @Override
          public void run() {
            if (++pulses == 2) {
              scene.removePostLayoutPulseListener(this);
              trace.accept("preview");
            }
          }
        });
  }
}
