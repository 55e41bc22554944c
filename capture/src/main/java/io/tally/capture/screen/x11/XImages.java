// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen.x11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// Which pixels does an X display show in a rectangle, asked of its server itself?
///
/// By `GetImage` of the core protocol, which every server has and which needs no library but XCB's.
/// The picture comes over the connection, so x11grab, which shares memory with the server, is
/// cheaper. Used and closed by one thread.
@SuppressWarnings("restricted") // a reply is as long as XCB says
public final class XImages implements AutoCloseable {
  private static final byte Z_PIXMAP = 2;
  private static final int ALL_PLANES = ~0;

  private final String name;
  private final XDisplay display;
  private final MethodHandle request;
  private final MethodHandle answer;

  private XImages(String name, XDisplay display) {
    this.name = name;
    this.display = display;
    this.request =
        display
            .xcb()
            .function(
                "xcb_get_image",
                FunctionDescriptor.of(
                    JAVA_INT,
                    ADDRESS,
                    JAVA_BYTE,
                    JAVA_INT,
                    JAVA_SHORT,
                    JAVA_SHORT,
                    JAVA_SHORT,
                    JAVA_SHORT,
                    JAVA_INT));
    this.answer =
        display
            .xcb()
            .function(
                "xcb_get_image_reply", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
  }

  /// Connects to a display.
  ///
  /// @throws IOException when none answers; the message is a sentence
  public static XImages open(String name) throws IOException {
    return new XImages(name, XDisplay.open(name));
  }

  /// What is shown now.
  ///
  /// @param x left edge on the display, px
  /// @param y top edge on the display, px
  /// @param width px
  /// @param height px
  /// @param ptsNs the frame's time, ns
  /// @return owned by the caller; may outlive this
  /// @throws IOException when the display is gone, or shows other than 32 bits a pixel; the message
  ///   is a sentence
  public VideoFrame take(int x, int y, int width, int height, long ptsNs) throws IOException {
    MemorySegment reply = image((short) x, (short) y, (short) width, (short) height);
    if (reply.address() == 0) {
      throw new IOException(
          "The X display "
              + name
              + " gives no picture of the part at "
              + x
              + ","
              + y
              + " any more: it ended, or has another size now. Tally tries again by itself.");
    }
    int bytes = display.xcb().callInt("xcb_get_image_data_length", reply);
    MemorySegment data = display.xcb().callAddress("xcb_get_image_data", reply).reinterpret(bytes);
    int stride = PixelFormat.BGR0.rowBytes(0, width);
    if (bytes != stride * height) {
      Xcb.free(reply);
      throw new IOException(
          "The X display "
              + name
              + " gives "
              + bytes
              + " bytes for "
              + width
              + "x"
              + height
              + " pixels, which Tally does not read. Set the screen to 24 bits of colour.");
    }
    return new VideoFrame(
        PixelFormat.BGR0,
        ColorSpace.RGB,
        width,
        height,
        ptsNs,
        List.of(new VideoFrame.Plane(data, stride)),
        () -> Xcb.free(reply));
  }

  private MemorySegment image(short x, short y, short width, short height) {
    try {
      int cookie =
          (int)
              request.invokeExact(
                  display.connection(), Z_PIXMAP, display.root(), x, y, width, height, ALL_PLANES);
      return (MemorySegment) answer.invokeExact(display.connection(), cookie, MemorySegment.NULL);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("A native function threw", e);
    }
  }

  /// Ends its connection. Idempotent.
  @Override
  public void close() {
    display.close();
  }
}
