// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.GivingSource;
import io.tally.capture.SourceState;
import io.tally.capture.VideoSource;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasPainter.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens in one tick: nothing, a repetition, a picture handed on, or one drawn?
///
/// Threads: one at a time; the compositor's lock sees to that. Rules of cost: a canvas in which
/// nothing changed is repeated; a picture that is the whole canvas is handed on without a copy; one
/// that nobody sees is not drawn.
final class Canvas implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Canvas.class);

  // One is drawn, one is with the encoder, and more may wait than any encoder lets wait (a second's
  // worth): so it is the encoder that refuses a frame and counts it as skipped, and not the canvas
  // that lags. Only as many are made as are ever out at once.
  private static final int FRAMES = 34;

  private final CanvasFormat format;
  private final FramePool pool;
  private final CanvasPainter painter = new CanvasPainter();
  private final List<CanvasViewer> viewers = new CopyOnWriteArrayList<>();
  private Scene scene = Scene.EMPTY;
  private @Nullable CanvasSink sink;
  private List<VideoFrame> shown = List.of(); // only compared; closed long ago, perhaps
  private boolean changed = true; // since the last picture that was shown or sent
  private boolean sinkHasPicture;
  private @Nullable VideoSource givenBy; // whose picture the sink got, so that it has none now

  Canvas(CanvasFormat format) {
    this.format = format;
    this.pool =
        new FramePool(PixelFormat.BGR0, ColorSpace.RGB, format.width(), format.height(), FRAMES);
  }

  void setScene(Scene next) {
    scene = next;
    changed = true;
    painter.forget();
  }

  void setSink(@Nullable CanvasSink next) {
    sink = next;
    sinkHasPicture = false;
    changed = true;
  }

  void addViewer(CanvasViewer viewer) {
    viewers.add(viewer);
    changed = true;
  }

  void removeViewer(CanvasViewer viewer) {
    viewers.remove(viewer);
  }

  /// Makes the canvas of one tick.
  ///
  /// @return false when there was no memory to draw into
  boolean make(long ptsNs) {
    pool.tidy(); // pictures that are handed on leave it alone
    List<Picture> pictures = new ArrayList<>(scene.layers().size());
    boolean awaited = false;
    for (Layer layer : scene.layers()) {
      if (!layer.visible() || layer.opacity() == 0) {
        continue;
      }
      VideoFrame frame = pictureOf(layer.source(), pictures, ptsNs);
      if (frame != null) {
        pictures.add(new Picture(layer, frame));
      } else {
        awaited |= layer.source().equals(givenBy) && isRunning(layer.source());
      }
    }
    if (awaited) {
      // Its picture is with the encoder and it has no newer one: the canvas stays for a moment,
      // also when the scene has changed, because there is nothing to draw that source from.
      repeat(ptsNs);
      return true;
    }
    List<Picture> seen = pictures.subList(lowestSeen(pictures), pictures.size());
    changed |= !sameAsShown(seen);
    if (!changed) {
      repeat(ptsNs);
      return true;
    }
    return (sink == null && viewers.isEmpty()) || showWhole(seen, ptsNs);
  }

  /// Asks a source once in a tick: its next answer would take back the picture of the first.
  private static @Nullable VideoFrame pictureOf(
      VideoSource source, List<Picture> asked, long ptsNs) {
    for (Picture picture : asked) {
      if (picture.layer().source().equals(source)) {
        return picture.frame();
      }
    }
    return source.frameAt(ptsNs);
  }

  private static boolean isRunning(VideoSource source) {
    return source.state() instanceof SourceState.Running;
  }

  private boolean sameAsShown(List<Picture> pictures) {
    if (pictures.size() != shown.size()) {
      return false;
    }
    for (int i = 0; i < shown.size(); i++) {
      if (pictures.get(i).frame() != shown.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void repeat(long ptsNs) {
    CanvasSink to = sink;
    if (to != null && sinkHasPicture) {
      to.repeat(ptsNs);
    }
  }

  private boolean showWhole(List<Picture> seen, long ptsNs) {
    VideoFrame whole =
        seen.size() == 1 && seen.getFirst().isWhole(format)
            ? pass(seen.getFirst(), ptsNs)
            : drawn(seen, ptsNs);
    if (whole == null) {
      return false;
    }
    shown = seen.stream().map(Picture::frame).toList();
    changed = false;
    for (CanvasViewer viewer : viewers) {
      show(viewer, whole);
    }
    CanvasSink to = sink;
    if (to == null) {
      whole.close();
    } else if (to.accept(whole)) {
      sinkHasPicture = true;
    } else {
      changed = true; // so that the next tick is sent whole
    }
    return true;
  }

  /// The index of the topmost picture that hides all below it; 0 when none does.
  private int lowestSeen(List<Picture> pictures) {
    for (int i = pictures.size() - 1; i > 0; i--) {
      if (pictures.get(i).hides(format)) {
        return i;
      }
    }
    return 0;
  }

  private @Nullable VideoFrame drawn(List<Picture> pictures, long ptsNs) {
    givenBy = null;
    VideoFrame frame = pool.take(ptsNs).orElse(null);
    if (frame != null) {
      painter.paint(pictures, format, frame);
    }
    return frame;
  }

  /// The picture itself with the tick's time. It changes its owner only when a sink will keep it.
  private @Nullable VideoFrame pass(Picture picture, long ptsNs) {
    VideoSource source = picture.layer().source();
    if (sink == null) {
      return stamped(picture.frame(), ptsNs, () -> {});
    }
    if (source instanceof GivingSource giving) {
      VideoFrame given = giving.giveFrame();
      if (given != null) {
        givenBy = source;
        return stamped(given, ptsNs, given::close);
      }
    }
    return drawn(List.of(picture), ptsNs);
  }

  private static VideoFrame stamped(VideoFrame frame, long ptsNs, Runnable release) {
    return new VideoFrame(
        frame.format(),
        frame.colorSpace(),
        frame.width(),
        frame.height(),
        ptsNs,
        frame.planes(),
        release);
  }

  private void show(CanvasViewer viewer, VideoFrame whole) {
    try {
      viewer.show(whole);
    } catch (RuntimeException e) {
      log.error("A viewer of the canvas failed and gets no more pictures", e);
      viewers.remove(viewer);
    }
  }

  @Override
  public void close() {
    painter.close();
    pool.close();
  }
}
