// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen.x11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// How large is an X display, and which monitors share it?
///
/// One connection to the X server; used and closed by one thread. Byte offsets are those of the
/// structures in `xproto.h` and `randr.h` of XCB, which are the protocol's own.
@SuppressWarnings("restricted") // XCB gives plain addresses; their lengths are the protocol's
public final class XDisplay implements AutoCloseable {
  private static final int SCREEN_ROOT = 0;
  private static final int SCREEN_WIDTH = 20;
  private static final int SCREEN_HEIGHT = 22;
  private static final int SCREEN_BYTES = 40;
  private static final int MONITOR_NAME = 0;
  private static final int MONITOR_X = 8;
  private static final int MONITOR_Y = 10;
  private static final int MONITOR_WIDTH = 12;
  private static final int MONITOR_HEIGHT = 14;
  private static final int MONITOR_BYTES = 24;
  private static final int EXTENSION_PRESENT = 8;
  private static final int EXTENSION_BYTES = 12;

  /// A monitor and the part of the display that it shows.
  ///
  /// @param x left edge on the display, px
  /// @param y top edge on the display, px
  /// @param width px
  /// @param height px
  public record Monitor(String name, int x, int y, int width, int height) {}

  private final Xcb xcb;
  private final MemorySegment connection;
  private final MemorySegment screen;
  private boolean closed;

  private XDisplay(Xcb xcb, MemorySegment connection, MemorySegment screen) {
    this.xcb = xcb;
    this.connection = connection;
    this.screen = screen;
  }

  /// Connects to a display.
  ///
  /// @param name such as ":0" or "host:0.1"
  /// @throws IOException when none answers; the message is a sentence
  public static XDisplay open(String name) throws IOException {
    Xcb xcb = Xcb.core();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(JAVA_INT);
      MemorySegment connection = xcb.callAddress("xcb_connect", arena.allocateFrom(name), number);
      if (xcb.callInt("xcb_connection_has_error", connection) != 0) {
        xcb.callVoid("xcb_disconnect", connection);
        throw new IOException(
            "The screen "
                + name
                + " cannot be captured: no X display answers there."
                + " Start the display or choose another screen; Tally tries again by itself.");
      }
      MemorySegment setup = xcb.callAddress("xcb_get_setup", connection);
      MemorySegment roots = xcb.callIterator(arena, "xcb_setup_roots_iterator", setup);
      for (int i = number.get(JAVA_INT, 0); i > 0 && roots.get(JAVA_INT, 8) > 1; i--) {
        xcb.callVoid("xcb_screen_next", roots);
      }
      MemorySegment screen = roots.get(ADDRESS, 0).reinterpret(SCREEN_BYTES);
      return new XDisplay(xcb, connection, screen);
    }
  }

  Xcb xcb() {
    return xcb;
  }

  MemorySegment connection() {
    return connection;
  }

  /// The window that is all of the screen.
  int root() {
    return screen.get(JAVA_INT, SCREEN_ROOT);
  }

  /// All of the display's screen as one monitor, as large as when this connection was made.
  public Monitor whole() {
    return new Monitor("", 0, 0, unsigned(screen, SCREEN_WIDTH), unsigned(screen, SCREEN_HEIGHT));
  }

  /// Whether the server has an extension; asking it for one that it lacks would end the connection.
  ///
  /// @param id the symbol that XCB's library for the extension has for it
  boolean has(MemorySegment id) {
    MemorySegment data = xcb.callAddress("xcb_get_extension_data", connection, id);
    return data.address() != 0
        && data.reinterpret(EXTENSION_BYTES).get(JAVA_BYTE, EXTENSION_PRESENT) != 0;
  }

  /// The monitors by RandR 1.5; none where the server or this machine does not have it.
  public List<Monitor> monitors() {
    Xcb randr = Xcb.find("libxcb-randr.so.0").orElse(null);
    if (randr == null || !has(randr.symbol("xcb_randr_id"))) {
      return List.of();
    }
    int cookie = randr.callInt("xcb_randr_get_monitors", connection, root(), (byte) 1);
    MemorySegment reply =
        randr.callAddress("xcb_randr_get_monitors_reply", connection, cookie, MemorySegment.NULL);
    if (reply.address() == 0) {
      return List.of();
    }
    List<Monitor> monitors = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all =
          randr.callIterator(arena, "xcb_randr_get_monitors_monitors_iterator", reply);
      while (all.get(JAVA_INT, 8) > 0) {
        MemorySegment one = all.get(ADDRESS, 0).reinterpret(MONITOR_BYTES);
        monitors.add(
            new Monitor(
                atomName(one.get(JAVA_INT, MONITOR_NAME)),
                one.get(JAVA_SHORT, MONITOR_X),
                one.get(JAVA_SHORT, MONITOR_Y),
                unsigned(one, MONITOR_WIDTH),
                unsigned(one, MONITOR_HEIGHT)));
        randr.callVoid("xcb_randr_monitor_info_next", all);
      }
    } finally {
      Xcb.free(reply);
    }
    return monitors;
  }

  private String atomName(int atom) {
    int cookie = xcb.callInt("xcb_get_atom_name", connection, atom);
    MemorySegment reply =
        xcb.callAddress("xcb_get_atom_name_reply", connection, cookie, MemorySegment.NULL);
    if (reply.address() == 0) {
      return "monitor";
    }
    try {
      int length = xcb.callInt("xcb_get_atom_name_name_length", reply);
      MemorySegment name = xcb.callAddress("xcb_get_atom_name_name", reply).reinterpret(length);
      return new String(name.toArray(JAVA_BYTE), UTF_8);
    } finally {
      Xcb.free(reply);
    }
  }

  static int unsigned(MemorySegment structure, long offset) {
    return Short.toUnsignedInt(structure.get(JAVA_SHORT, offset));
  }

  /// Ends the connection. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      xcb.callVoid("xcb_disconnect", connection);
    }
  }
}
