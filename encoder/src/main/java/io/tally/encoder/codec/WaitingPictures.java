// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.util.Optional;

/// In which form does a picture wait for the encoder?
///
/// As it came while few wait. Behind those it is converted at once into what the encoder takes:
/// that has to be done anyway, it then needs 1.5 bytes a pixel instead of four, and the canvas or
/// the screen has its memory back. Threads: [#form] on one; [#close] after its last call, on any.
public final class WaitingPictures implements AutoCloseable {
  private static final int AS_THEY_CAME = 2;

  private final PictureScaler scaler = new PictureScaler(PictureScaler.Quality.GOOD);
  private final FramePool pool;
  private final int most;

  /// @param format that the encoder takes
  /// @param width that it codes, px
  /// @param height that it codes, px
  /// @param most how many pictures may wait
  public WaitingPictures(PixelFormat format, int width, int height, int most) {
    this.most = most;
    pool = new FramePool(format, ColorSpace.BT709_LIMITED, width, height, most + 1);
  }

  /// The same picture as it shall wait.
  ///
  /// @param taken given back, or closed when another takes its place
  /// @param before how many wait already
  public VideoFrame form(VideoFrame taken, int before) {
    pool.tidy(); // of what a busy moment needed
    if (before < AS_THEY_CAME || before >= most) {
      return taken; // one that finds no place is not worth the work
    }
    Optional<VideoFrame> room = pool.take(taken.ptsNs());
    if (room.isEmpty()) {
      return taken;
    }
    try {
      scaler.scale(taken, room.get());
    } catch (FfmpegException _) {
      room.get().close(); // the encoder meets the same, and says so
      return taken;
    }
    taken.close();
    return room.get();
  }

  /// Frees the memory; pictures that still wait free theirs when they are closed. Idempotent.
  @Override
  public void close() {
    scaler.close();
    pool.close();
  }
}
