// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.VideoFrame;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does the newest picture of a stream look like, at the size it is displayed?
///
/// Life: made, shown frames any number of times, [#close]. Threads: made, laid out and closed on
/// the JavaFX thread; [#show] on any one thread, which does the scaling there, into a buffer of
/// exactly the displayed pixels (logical size times the window's output scale, aspect kept). The
/// pulses that [PulsePace] chooses display the newest buffer, without a call to the JavaFX thread
/// per frame. While nobody can see the view (hidden, iconified, in no showing window) `show`
/// returns at once. Buffers: the frame is borrowed; off-heap buffers are freed by the pulses that
/// follow `close`. Style class: `picture-view`.
public final class PictureView extends Region implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PictureView.class);
  private static final double DEFAULT_WIDTH = 320;
  private static final double DEFAULT_HEIGHT = 180;
  private static final double USUAL_SHAPE = 9.0 / 16;
  private static final int STEADY_PULSES = 8; // while a window is drawn larger nothing is told

  /// The pixels that a picture may fill; zero while nobody can see them.
  private record Box(int width, int height) {
    static final Box NONE = new Box(0, 0);

    boolean isEmpty() {
      return width <= 0 || height <= 0;
    }
  }

  private final ImageView image = new ImageView();
  private final BufferExchange exchange = new BufferExchange();
  private final Object scaling = new Object();
  private final PictureScaler scaler = new PictureScaler(PictureScaler.Quality.FAST);
  private final PulsePace pace = PulsePace.ofPictures();
  private final Subscription showing;
  private final AnimationTimer pulses =
      new AnimationTimer() {
        @Override
        public void handle(long nowNs) {
          if (closed || pace.isDue(nowNs)) {
            onPulse();
          }
        }
      };
  private volatile Box box = Box.NONE;
  private volatile double shape = USUAL_SHAPE; // height of the pictures over their width
  private volatile boolean closed;
  private IntConsumer lines = _ -> {};
  private int seenLines;
  private int steadyPulses;
  private @Nullable String lastProblem; // guarded by scaling

  public PictureView() {
    getStyleClass().add("picture-view");
    image.setSmooth(false);
    image.setManaged(false);
    getChildren().add(image);
    setMinSize(0, 0);
    showing =
        sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::showingProperty)
            .orElse(false)
            .subscribe(this::runPulses);
  }

  /// Displays a picture with the next pulse; returns at once when nobody can see it.
  ///
  /// @param borrowed read until return
  public void show(VideoFrame borrowed) {
    Box room = box;
    if (room.isEmpty()) {
      return;
    }
    shape = (double) borrowed.height() / borrowed.width();
    double fit =
        Math.min(
            (double) room.width() / borrowed.width(), (double) room.height() / borrowed.height());
    int width = Math.max(1, (int) Math.round(borrowed.width() * fit));
    int height = Math.max(1, (int) Math.round(borrowed.height() * fit));
    synchronized (scaling) {
      PictureBuffer buffer = closed ? null : exchange.toFill(width, height);
      if (buffer == null) {
        return;
      }
      try (VideoFrame target = buffer.asFrame(borrowed.ptsNs())) {
        scaler.scale(borrowed, target);
        lastProblem = null;
      } catch (FfmpegException e) {
        report(e);
        buffer.free();
        return;
      }
      exchange.ready(buffer);
    }
  }

  private void report(FfmpegException e) {
    String problem = String.valueOf(e.getMessage());
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      LOG.warn("A picture cannot be displayed", e);
    }
  }

  private void runPulses(boolean windowShows) {
    if (closed) {
      return;
    }
    if (windowShows) {
      pulses.start();
    } else {
      pulses.stop();
      box = Box.NONE;
    }
  }

  private void onPulse() {
    PictureBuffer next = exchange.nextToDisplay();
    if (closed) {
      if (!exchange.awaitsRenderer()) {
        pulses.stop();
      }
      return;
    }
    Box room = visibleRoom();
    box = isVisible() ? room : Box.NONE;
    tellLines(room);
    if (next != null) {
      image.setImage(next.image());
      place(next.width(), next.height());
    }
  }

  /// Tells from now on, on the JavaFX thread, how many lines of the display a picture gets, when
  /// that has changed and stays so for a moment. While nobody sees it, the last number holds.
  void onLines(IntConsumer listener) {
    lines = listener;
  }

  private void tellLines(Box room) {
    int now = (int) Math.round(Math.min(room.height(), room.width() * shape));
    if (now != seenLines) {
      seenLines = now;
      steadyPulses = 0;
    }
    if (now > 0 && ++steadyPulses == STEADY_PULSES) {
      lines.accept(now);
    }
  }

  /// The room that a picture has, whether it is shown or not yet.
  private Box visibleRoom() {
    Scene scene = getScene();
    Window window = scene == null ? null : scene.getWindow();
    if (window == null || (window instanceof Stage stage && stage.isIconified())) {
      return Box.NONE;
    }
    for (Node node = getParent(); node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return Box.NONE;
      }
    }
    return new Box(
        (int) Math.round(getWidth() * window.getOutputScaleX()),
        (int) Math.round(getHeight() * window.getOutputScaleY()));
  }

  /// Sets the picture in the middle, one buffer pixel on one pixel of the display; a picture made
  /// for an older size is stretched until the next one comes.
  private void place(double width, double height) {
    if (width <= 0 || height <= 0) {
      return;
    }
    Scene scene = getScene();
    Window window = scene == null ? null : scene.getWindow();
    double scaleX = window == null ? 1 : window.getOutputScaleX();
    double scaleY = window == null ? 1 : window.getOutputScaleY();
    double fit = Math.min(getWidth() * scaleX / width, getHeight() * scaleY / height);
    // Rounding of the buffer's size makes the fit miss one by less than a pixel.
    boolean exact = Math.abs(fit - 1) * Math.max(width, height) < 1;
    image.setFitWidth((exact ? width : width * fit) / scaleX);
    image.setFitHeight((exact ? height : height * fit) / scaleY);
    positionInArea(image, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
  }

  @Override
  protected void layoutChildren() {
    if (image.getImage() != null) {
      place(image.getImage().getWidth(), image.getImage().getHeight());
    }
  }

  @Override
  protected double computePrefWidth(double height) {
    return DEFAULT_WIDTH;
  }

  @Override
  protected double computePrefHeight(double width) {
    return DEFAULT_HEIGHT;
  }

  /// Shows nothing any more and frees the buffers; waits at most for one picture that is being
  /// scaled. Idempotent.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    showing.unsubscribe();
    synchronized (scaling) {
      closed = true;
      box = Box.NONE;
      scaler.close();
      exchange.close();
    }
    image.setImage(null);
    pulses.start(); // until the renderer has let go of the last buffer
  }
}
