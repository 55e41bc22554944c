// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.feed.PictureDevice;
import io.tally.capture.ffmpeg.DevicePacket;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.InputDevice;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.screen.x11.XPointer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which picture does the screen show at this moment?
///
/// The frame is FFmpeg's packet itself, in shared memory with the X server where there is one;
/// nothing is copied. Used and closed by one thread.
final class ScreenPictures implements PictureDevice {
  private final String name;
  private final ScreenInput input;
  private final InputDevice device;
  private final Optional<XPointer> pointer;
  private final GrabPace pace;
  private final PixelFormat format;

  private ScreenPictures(
      String name,
      ScreenInput input,
      InputDevice device,
      Optional<XPointer> pointer,
      GrabPace pace,
      PixelFormat format) {
    this.name = name;
    this.input = input;
    this.device = device;
    this.pointer = pointer;
    this.pace = pace;
    this.format = format;
  }

  /// Opens what a screen system asks for.
  ///
  /// @param pointer taken when this returns: closed with it
  static ScreenPictures open(
      String name, ScreenInput input, Optional<XPointer> pointer, GrabPace pace)
      throws IOException {
    @Nullable InputDevice device = null;
    try {
      device = InputDevice.open(input.format(), input.device(), input.options(), true);
      PixelFormat format = pixelFormat(name, device.pixelFormatName());
      return new ScreenPictures(name, input, device, pointer, pace, format);
    } catch (IOException e) {
      if (device != null) {
        device.close();
      }
      throw e instanceof FfmpegException refusal ? sentence(name, refusal) : e;
    }
  }

  private static IOException sentence(String name, FfmpegException cause) {
    return new IOException(
        name
            + " cannot be captured: "
            + cause.getMessage()
            + ". Check that it is on; Tally tries again by itself.",
        cause);
  }

  private static PixelFormat pixelFormat(String name, String ffmpegName) throws IOException {
    return switch (ffmpegName) {
      case "bgr0", "bgra" -> PixelFormat.BGR0; // a screen is opaque, whatever its fourth byte says
      case "bgr24" -> PixelFormat.BGR24;
      default ->
          throw new IOException(
              name
                  + " gives pictures as "
                  + ffmpegName
                  + ", which Tally does not read. Set the screen to 24 bits of colour.");
    };
  }

  @Override
  public String detail() {
    Region part = input.cut().orElse(new Region(0, 0, device.width(), device.height()));
    return part.width() + "x" + part.height() + " at " + pace.rate() + " fps";
  }

  @Override
  public @Nullable VideoFrame read() throws IOException {
    if (!input.waits()) {
      pace.awaitNext();
    }
    VideoFrame frame = grab();
    if (frame == null) {
      return null;
    }
    if (pointer.isPresent() && format == PixelFormat.BGR0) {
      try {
        Region shown = input.onX11().orElseThrow(); // only X11 has a pointer of ours
        pointer.get().paint(frame, shown.x(), shown.y());
      } catch (IOException e) {
        frame.close();
        throw e;
      }
    }
    return frame;
  }

  private @Nullable VideoFrame grab() throws IOException {
    try {
      return device.read().map(this::frame).orElse(null);
    } catch (FfmpegException e) {
      throw sentence(name, e);
    }
  }

  private VideoFrame frame(DevicePacket packet) {
    MemorySegment bytes = packet.bytes();
    int stride = (int) (bytes.byteSize() / device.height());
    Region part = input.cut().orElse(new Region(0, 0, device.width(), device.height()));
    long first = (long) part.y() * stride + format.rowBytes(0, part.x());
    return new VideoFrame(
        format,
        ColorSpace.RGB,
        part.width(),
        part.height(),
        pace.nowNs(),
        List.of(new VideoFrame.Plane(bytes.asSlice(first), stride)),
        packet::close);
  }

  @Override
  public void close() {
    device.close();
    pointer.ifPresent(XPointer::close);
  }
}
