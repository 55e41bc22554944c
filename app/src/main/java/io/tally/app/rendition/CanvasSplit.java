// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.rendition;

import io.tally.app.plan.Encode;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.capture.scene.CanvasSink;
import io.tally.capture.scene.draw.PictureCopies;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// How does one canvas feed several encodes?
///
/// The first gets the canvas's own pictures, each other one gets copies in its own size, and every
/// second or fourth of them where it has a lower rate. Threads: [#accept] and [#repeat] on the
/// compositor's, the rest on the broadcast's.
final class CanvasSplit implements CanvasSink {
  private final CanvasFormat canvas;
  private final SoundSpan span;
  private final List<Branch> branches = new CopyOnWriteArrayList<>();
  private boolean begun; // the first picture came
  private long beginNs;
  private volatile long lastNs;

  /// One encode and how it gets its pictures.
  ///
  /// @param every of how many ticks it takes one
  private record Branch(Rendition rendition, PictureCopies copies, int every) {}

  /// @param span told which sound goes with the pictures
  CanvasSplit(CanvasFormat canvas, SoundSpan span) {
    this.canvas = canvas;
    this.span = span;
  }

  /// One more encode. The caller sees to it that the next tick is sent whole.
  void add(Rendition rendition) {
    Encode encode = rendition.encode();
    FrameRate rate = encode.picture().rate();
    branches.add(
        new Branch(
            rendition,
            new PictureCopies(encode.picture().width(), encode.picture().height()),
            Math.max(1, (int) Math.round(canvas.rate().perSecond() / rate.perSecond()))));
  }

  /// Sends no more to an encode from the next tick on.
  ///
  /// @return frees its copies; to be run when no tick is being made any more that began before
  Runnable remove(Rendition rendition) {
    List<Branch> gone =
        branches.stream().filter(branch -> branch.rendition.equals(rendition)).toList();
    branches.removeAll(gone);
    return () -> gone.forEach(branch -> branch.copies.close());
  }

  @Override
  public boolean accept(VideoFrame taken) {
    long tick = tick(taken.ptsNs());
    boolean all = true;
    Branch owner = null; // of the picture itself: the first that can use it as it is
    for (Branch branch : branches) {
      if (tick % branch.every != 0) {
        all = false; // it missed a change, so the next tick must be whole for it
      } else if (owner == null && fits(branch, taken)) {
        owner = branch;
      } else {
        all &= copy(branch, taken);
      }
    }
    if (owner == null) {
      taken.close();
      return all;
    }
    return owner.rendition.accept(taken) && all;
  }

  private static boolean fits(Branch branch, VideoFrame picture) {
    CanvasFormat wanted = branch.rendition.encode().picture();
    return picture.width() == wanted.width() && picture.height() == wanted.height();
  }

  private static boolean copy(Branch branch, VideoFrame picture) {
    Optional<VideoFrame> copy = branch.copies.copy(picture);
    return copy.isPresent() && branch.rendition.accept(copy.get());
  }

  @Override
  public boolean repeat(long ptsNs) {
    long tick = tick(ptsNs);
    boolean all = true;
    for (Branch branch : branches) {
      if (tick % branch.every == 0) {
        all &= branch.rendition.repeat(ptsNs);
      }
    }
    return all;
  }

  private long tick(long ptsNs) {
    if (!begun) {
      begun = true;
      beginNs = ptsNs;
      span.begin(ptsNs);
    }
    lastNs = ptsNs;
    return Math.round((ptsNs - beginNs) * canvas.rate().perSecond() / 1e9);
  }

  /// `MediaClock` time of the last picture, ns.
  long lastNs() {
    return lastNs;
  }

  /// Frees the copies. After the last tick. Idempotent.
  void close() {
    branches.forEach(branch -> branch.copies.close());
    branches.clear();
  }
}
