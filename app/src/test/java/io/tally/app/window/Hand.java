// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.window.Sight.Box;
import io.tally.capture.testing.TestDisplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How does a test move pointer and keys of a display, and look at it, as a person does?
///
/// By `xdotool` and ImageMagick's `import`, from outside of the program.
final class Hand {
  private final TestDisplay display;
  private final int width;
  private final int height;

  Hand(TestDisplay display, int width, int height) {
    this.display = display;
    this.width = width;
    this.height = height;
  }

  /// Waits for the program's window and turns the keyboard to it.
  void takeWindow() throws Exception {
    run("xdotool", "search", "--sync", "--onlyvisible", "--name", "^Tally$", "windowfocus");
  }

  /// The class of the window, as the display knows it.
  String windowClass() throws Exception {
    return new String(run("xprop", "-name", "Tally", "WM_CLASS"), UTF_8);
  }

  /// Moves the window and gives it another size.
  void placeWindow(int x, int y, int newWidth, int newHeight) throws Exception {
    run(
        "xdotool",
        "search",
        "--name",
        "^Tally$",
        "windowmove",
        "" + x,
        "" + y,
        "windowsize",
        "" + newWidth,
        "" + newHeight);
  }

  /// Presses the left button once.
  void click(int x, int y) throws Exception {
    run("xdotool", "mousemove", "" + x, "" + y, "click", "1");
  }

  void click(Box box) throws Exception {
    click(box.middleX(), box.middleY());
  }

  void press(String... keys) throws Exception {
    List<String> words = new ArrayList<>(List.of("xdotool", "key"));
    words.addAll(List.of(keys));
    run(words.toArray(String[]::new));
  }

  void type(String text) throws Exception {
    run("xdotool", "type", "--delay", "10", text);
  }

  /// Looks at the display.
  Sight look() throws Exception {
    byte[] rgb = run("import", "-window", "root", "-depth", "8", "rgb:-");
    if (rgb.length != 3 * width * height) {
      throw new IOException("The grab has " + rgb.length + " bytes");
    }
    return new Sight(width, height, rgb);
  }

  private byte[] run(String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("DISPLAY", display.name());
    Process process = builder.start();
    byte[] printed = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException(
          String.join(" ", words)
              + ": "
              + new String(process.getErrorStream().readAllBytes(), UTF_8));
    }
    return printed;
  }
}
