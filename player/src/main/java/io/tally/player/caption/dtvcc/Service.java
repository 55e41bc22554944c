// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.dtvcc;

import io.tally.player.caption.screen.ScreenHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What do the codes of one service put on the screen (CEA-708 7 and 8)?
///
/// The rows of all windows that can be seen, from the top. A delay that the sender asks for moves
/// what follows to a later moment. Threads: one.
final class Service {
  private static final int WINDOWS = 8;
  private static final long TENTH_NS = 100_000_000L;

  private final ScreenHistory history;
  private final @Nullable Window[] windows = new Window[WINDOWS];
  private int current = -1;
  private long delayedToNs;
  private long nowNs;

  Service(ScreenHistory history) {
    this.history = history;
  }

  /// Takes the bytes of a block; a code that is cut off at the end is left out.
  void take(long atNs, byte[] bytes, int from, int to) {
    nowNs = atNs;
    int at = from;
    while (at < to) {
      int code = bytes[at] & 0xFF;
      int arguments = arguments(code, bytes, at, to);
      if (at + 1 + arguments > to) {
        break;
      }
      obey(code, bytes, at + 1);
      at += 1 + arguments;
    }
    long whenNs = Math.max(nowNs, delayedToNs);
    history.show(whenNs, rows());
    history.heard(whenNs);
  }

  /// How many bytes belong to a code.
  private static int arguments(int code, byte[] bytes, int at, int to) {
    if (code < 0x20) {
      if (code == 0x10) {
        return 1 + (at + 1 < to ? extendedArguments(bytes[at + 1] & 0xFF, bytes, at + 2, to) : 0);
      }
      return code < 0x10 ? 0 : code < 0x18 ? 1 : 2;
    }
    if (code < 0x80 || code >= 0xA0) {
      return 0;
    }
    if (code >= 0x98) {
      return 6; // a window is defined
    }
    return switch (code) {
      case 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D -> 1;
      case 0x90, 0x92 -> 2;
      case 0x91 -> 3;
      case 0x97 -> 4;
      default -> 0;
    };
  }

  private static int extendedArguments(int code, byte[] bytes, int next, int to) {
    if (code < 0x20) {
      return code >> 3;
    }
    if (code < 0x80 || code >= 0xA0) {
      return 0;
    }
    if (code < 0x90) {
      return code < 0x88 ? 4 : 5;
    }
    return next < to ? 1 + (bytes[next] & 0x1F) : 1;
  }

  private void obey(int code, byte[] bytes, int at) {
    if (code < 0x20) {
      control(code, bytes, at);
    } else if (code < 0x80 || code >= 0xA0) {
      write(CodeSpaces.basic(code));
    } else if (code < 0x88) {
      current = code - 0x80;
    } else if (code >= 0x98) {
      current = code - 0x98;
      @Nullable Window window = windows[current];
      if (window == null) {
        window = new Window();
        windows[current] = window;
      }
      window.define(bytes, at);
    } else {
      command(code, bytes, at);
    }
  }

  private void control(int code, byte[] bytes, int at) {
    Window window = window();
    switch (code) {
      case 0x08 -> {
        if (window != null) {
          window.back();
        }
      }
      case 0x0C -> {
        if (window != null) {
          window.clear();
        }
      }
      case 0x0D -> {
        if (window != null) {
          window.carriageReturn();
        }
      }
      case 0x0E -> {
        if (window != null) {
          window.clearRow();
        }
      }
      case 0x10 -> {
        int extended = bytes[at] & 0xFF;
        if ((extended >= 0x20 && extended < 0x80) || extended >= 0xA0) {
          write(CodeSpaces.extended(extended));
        }
      }
      case 0x18 -> {
        char wide = (char) ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
        write(Character.isISOControl(wide) || Character.isSurrogate(wide) ? '_' : wide);
      }
      default -> {} // the end of a text, and nothing
    }
  }

  private @Nullable Window window() {
    return current < 0 ? null : windows[current];
  }

  private void write(char character) {
    Window window = window();
    if (window != null) {
      window.write(character);
    }
  }

  private void command(int code, byte[] bytes, int at) {
    switch (code) {
      case 0x88, 0x89, 0x8A, 0x8B, 0x8C -> all(code, bytes[at] & 0xFF);
      case 0x8D -> delayedToNs = nowNs + (bytes[at] & 0xFF) * TENTH_NS;
      case 0x8E -> delayedToNs = 0;
      case 0x8F -> {
        all(0x8C, 0xFF);
        delayedToNs = 0;
      }
      case 0x92 -> {
        Window window = window();
        if (window != null) {
          window.place(bytes[at] & 0xF, bytes[at + 1] & 0x3F);
        }
      }
      default -> {} // how pens and windows look
    }
  }

  /// @param which a bit a window
  private void all(int code, int which) {
    for (int i = 0; i < WINDOWS; i++) {
      Window window = windows[i];
      if ((which >> i & 1) == 0 || window == null) {
        continue;
      }
      switch (code) {
        case 0x88 -> window.clear();
        case 0x89 -> window.show(true);
        case 0x8A -> window.show(false);
        case 0x8B -> window.show(!window.isVisible());
        default -> {
          windows[i] = null;
          current = current == i ? -1 : current;
        }
      }
    }
  }

  private List<String> rows() {
    List<Window> seen = new ArrayList<>();
    for (Window window : windows) {
      if (window != null && window.isVisible()) {
        seen.add(window);
      }
    }
    seen.sort(Comparator.comparingDouble(Window::top).thenComparingInt(Window::priority));
    return seen.stream().flatMap(window -> window.text().stream()).toList();
  }
}
