// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

/// How does a test use a window as a person would, without a display?
///
/// On JavaFX's own headless platform, which has one screen of 1000x1000 px, drawn in software. The
/// toolkit starts once in a process.
final class FxRoom {
  private static final CompletableFuture<Boolean> TOOLKIT = new CompletableFuture<>();

  private FxRoom() {}

  static synchronized void start() throws Exception {
    if (!TOOLKIT.isDone()) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      Platform.setImplicitExit(false);
      Platform.startup(() -> TOOLKIT.complete(true));
      TOOLKIT.get(30, TimeUnit.SECONDS);
    }
  }

  /// Does something on the JavaFX thread and waits for it.
  static <T> T on(Callable<T> what) throws Exception {
    FutureTask<T> task = new FutureTask<>(what);
    Platform.runLater(task);
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  static void run(Runnable what) throws Exception {
    on(() -> {
      what.run();
      return true;
    });
  }

  /// Waits until everything that was asked for is laid out and drawn.
  static void settle() throws Exception {
    CountDownLatch pulses = new CountDownLatch(3);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNs) {
            pulses.countDown();
          }
        };
    run(timer::start);
    if (!pulses.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("JavaFX gives no pulses");
    }
    run(timer::stop);
  }

  /// Presses and releases the left button in the middle of a node.
  static void click(Node node) throws Exception {
    Bounds at = on(() -> node.localToScreen(node.getLayoutBounds()));
    run(() -> {
      Robot robot = new Robot();
      robot.mouseMove(at.getCenterX(), at.getCenterY());
      robot.mouseClick(MouseButton.PRIMARY);
    });
    settle();
  }

  static void press(KeyCode... keys) throws Exception {
    run(() -> {
      Robot robot = new Robot();
      for (KeyCode key : keys) {
        robot.keyPress(key);
      }
      for (int i = keys.length - 1; i >= 0; i--) {
        robot.keyRelease(keys[i]);
      }
    });
    settle();
  }

  /// The node with an id, such as `#air-button`.
  static <T extends Node> T find(Parent root, String selector, Class<T> type) throws Exception {
    return type.cast(on(() -> Objects.requireNonNull(root.lookup(selector), selector)));
  }

  /// Every node of a type below another that is shown.
  static <T extends Node> List<T> all(Parent root, Class<T> type) throws Exception {
    return on(() -> {
      List<T> found = new ArrayList<>();
      collect(root, type, found);
      return found;
    });
  }

  private static <T extends Node> void collect(Parent parent, Class<T> type, List<T> found) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible()) {
        continue;
      }
      if (type.isInstance(child)) {
        found.add(type.cast(child));
      }
      if (child instanceof Parent inner) {
        collect(inner, type, found);
      }
    }
  }
}
