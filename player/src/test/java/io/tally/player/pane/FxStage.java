// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// A window on JavaFX's headless platform with one node in it. Closed by the test.
public final class FxStage implements AutoCloseable {
  // The toolkit starts once in a process and has no way to start again.
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private final Stage stage;

  public FxStage(Region node, double width, double height) throws Exception {
    startToolkit();
    stage =
        onFx(() -> {
          Stage made = new Stage();
          StackPane root = new StackPane(node);
          root.setStyle("-fx-background-color: white"); // with or without a control's style sheet
          made.setScene(new Scene(root, width, height));
          made.show();
          return made;
        });
    pulses(3);
  }

  private static void startToolkit() throws InterruptedException {
    if (STARTED.compareAndSet(false, true)) {
      CountDownLatch up = new CountDownLatch(1);
      Platform.setImplicitExit(false);
      Platform.startup(up::countDown);
      up.await(20, TimeUnit.SECONDS);
    }
  }

  public static <T> T make(Callable<T> what) throws Exception {
    startToolkit();
    return onFx(what);
  }

  public static <T> T onFx(Callable<T> what) throws Exception {
    FutureTask<T> task = new FutureTask<>(what);
    Platform.runLater(task);
    return task.get(20, TimeUnit.SECONDS);
  }

  /// Waits until a picture that came just now is on display: in the second pulse that [PulsePace]
  /// chooses it surely is, and without a graphics card that is every second one.
  public static void picturePulses() throws Exception {
    pulses(5);
  }

  /// Waits until so many pulses have passed.
  public static void pulses(int count) throws Exception {
    CountDownLatch left = new CountDownLatch(count);
    AnimationTimer timer =
        onFx(() -> {
          AnimationTimer made =
              new AnimationTimer() {
                @Override
                public void handle(long now) {
                  left.countDown();
                }
              };
          made.start();
          return made;
        });
    if (!left.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("JavaFX gave no pulses within 20 s");
    }
    onFx(() -> {
      timer.stop();
      return null;
    });
  }

  public Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    Platform.runLater(stage::close); // in order: before whatever the next test asks for
  }
}
