// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.feed.PictureDevice;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.screen.x11.XImages;
import io.tally.capture.screen.x11.XPointer;
import java.io.IOException;
import java.util.Optional;

/// Which picture does an X screen show at this moment, where FFmpeg's inputs cannot be loaded?
///
/// Those come in one library with the sound inputs, which needs libpulse and libasound: a machine
/// without sound must show its screen all the same. Used and closed by one thread.
final class XPictures implements PictureDevice {
  private final XImages images;
  private final Region part;
  private final Optional<XPointer> pointer;
  private final GrabPace pace;

  private XPictures(XImages images, Region part, Optional<XPointer> pointer, GrabPace pace) {
    this.images = images;
    this.part = part;
    this.pointer = pointer;
    this.pace = pace;
  }

  /// Connects to a display.
  ///
  /// @param part of the display
  /// @param pointer taken when this returns: closed with it
  static XPictures open(String display, Region part, Optional<XPointer> pointer, GrabPace pace)
      throws IOException {
    return new XPictures(XImages.open(display), part, pointer, pace);
  }

  @Override
  public String detail() {
    return part.width() + "x" + part.height() + " at " + pace.rate() + " fps";
  }

  @Override
  public VideoFrame read() throws IOException {
    pace.awaitNext();
    VideoFrame frame = images.take(part.x(), part.y(), part.width(), part.height(), pace.nowNs());
    if (pointer.isPresent()) {
      try {
        pointer.get().paint(frame, part.x(), part.y());
      } catch (IOException e) {
        frame.close();
        throw e;
      }
    }
    return frame;
  }

  @Override
  public void close() {
    images.close();
    pointer.ifPresent(XPointer::close);
  }
}
