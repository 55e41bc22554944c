// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen.x11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.tally.capture.media.VideoFrame;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Where is the pointer of an X display, and what does it look like?
///
/// FFmpeg can draw it by itself, but the build that comes with JavaCPP has that part (XFixes) left
/// out. Used and closed by one thread.
public final class XPointer implements AutoCloseable {
  // xcb_xfixes_get_cursor_image_reply_t
  private static final int X = 8;
  private static final int Y = 10;
  private static final int WIDTH = 12;
  private static final int HEIGHT = 14;
  private static final int HOT_X = 16;
  private static final int HOT_Y = 18;
  private static final int HEADER_BYTES = 32;

  private final String name;
  private final XDisplay display;
  private final MethodHandle request;
  private final MethodHandle answer;

  private XPointer(String name, XDisplay display, Xcb xfixes) {
    this.name = name;
    this.display = display;
    this.request =
        xfixes.function("xcb_xfixes_get_cursor_image", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    this.answer =
        xfixes.function(
            "xcb_xfixes_get_cursor_image_reply",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
  }

  /// Connects to a display; empty where it or this machine lacks XFixes.
  ///
  /// @throws IOException when no display answers; the message is a sentence
  public static Optional<XPointer> open(String name) throws IOException {
    Xcb xfixes = Xcb.find("libxcb-xfixes.so.0").orElse(null);
    if (xfixes == null) {
      return Optional.empty();
    }
    XDisplay display = XDisplay.open(name);
    if (!display.has(xfixes.symbol("xcb_xfixes_id"))) {
      display.close();
      return Optional.empty();
    }
    // The server answers nothing else of XFixes to a client that has not said its version.
    int cookie = xfixes.callInt("xcb_xfixes_query_version", display.connection(), 4, 0);
    Xcb.free(
        xfixes.callAddress(
            "xcb_xfixes_query_version_reply", display.connection(), cookie, MemorySegment.NULL));
    return Optional.of(new XPointer(name, display, xfixes));
  }

  /// Draws the pointer as it is now.
  ///
  /// @param picture borrowed, four bytes a pixel
  /// @param x where the picture's left edge is on the display, px
  /// @param y where the picture's top edge is on the display, px
  /// @throws IOException when the display is gone; the message is a sentence
  @SuppressWarnings("restricted") // the reply is as long as its own header says
  public void paint(VideoFrame picture, int x, int y) throws IOException {
    MemorySegment reply = cursor();
    if (reply.address() == 0) {
      throw new IOException(
          "The X display "
              + name
              + " does not answer any more. Start it again; Tally tries again by itself.");
    }
    try {
      MemorySegment header = reply.reinterpret(HEADER_BYTES);
      int width = XDisplay.unsigned(header, WIDTH);
      int height = XDisplay.unsigned(header, HEIGHT);
      MemorySegment image =
          reply.reinterpret(HEADER_BYTES + (long) width * height * 4).asSlice(HEADER_BYTES);
      int left = header.get(JAVA_SHORT, X) - XDisplay.unsigned(header, HOT_X) - x;
      int top = header.get(JAVA_SHORT, Y) - XDisplay.unsigned(header, HOT_Y) - y;
      draw(image, width, height, picture, left, top);
    } finally {
      Xcb.free(reply);
    }
  }

  private MemorySegment cursor() {
    try {
      int cookie = (int) request.invokeExact(display.connection());
      return (MemorySegment) answer.invokeExact(display.connection(), cookie, MemorySegment.NULL);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("A native function threw", e);
    }
  }

  private static void draw(
      MemorySegment image, int width, int height, VideoFrame picture, int left, int top) {
    VideoFrame.Plane plane = picture.planes().getFirst();
    int firstColumn = Math.max(0, -left);
    int endColumn = Math.min(width, picture.width() - left);
    for (int row = Math.max(0, -top); row < Math.min(height, picture.height() - top); row++) {
      long line = (long) (top + row) * plane.strideBytes();
      for (int column = firstColumn; column < endColumn; column++) {
        int over = image.get(JAVA_INT, ((long) row * width + column) * 4);
        long at = line + (left + column) * 4L;
        int under = plane.memory().get(JAVA_INT_UNALIGNED, at);
        plane.memory().set(JAVA_INT_UNALIGNED, at, over(over, under));
      }
    }
  }

  /// X gives colours that are multiplied by their alpha already.
  private static int over(int over, int under) {
    int rest = 255 - (over >>> 24);
    int blue = (over & 0xFF) + (under & 0xFF) * rest / 255;
    int green = (over >> 8 & 0xFF) + (under >> 8 & 0xFF) * rest / 255;
    int red = (over >> 16 & 0xFF) + (under >> 16 & 0xFF) * rest / 255;
    return Math.min(red, 255) << 16 | Math.min(green, 255) << 8 | Math.min(blue, 255);
  }

  /// Ends its connection. Idempotent.
  @Override
  public void close() {
    display.close();
  }
}
